package io.github.logoffd.host.simulated;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import java.util.List;

/**
 * User of the demo host, with their client machine.
 *
 * @param user the user name
 * @param client the client that they connect from
 */
record Person(String user, ClientInfo client) {

    /** The domain of all of them. */
    static final String DOMAIN = "CONTOSO";

    private static final String DESKTOP = "";

    /**
     * All users. The first ones are logged on initially: they have the names, addresses and programs that software
     * tends to get wrong.
     */
    static final List<Person> ALL = List.of(
            windows("jörg.müller", "LT-0417", "10.20.4.17", 26100, 2560, 1440),
            windows("zoë.o'neill", "LT-0233", "2001:db8:20:4::2a", 26100, 1920, 1200),
            windows("Łukasz", "PC-WAW-08", "10.31.0.8", 22631, 1920, 1080),
            windows("Σοφία", "LT-ATH-02", "10.44.0.52", 22631, 1920, 1080),
            remoteApp("anna.berg", "KASSE-3", "10.20.9.3", "C:\\Program Files\\Contoso ERP\\erp.exe"),
            windows("maximiliana.von-hohenfels", "LT-0390", "10.20.4.90", 26100, 3840, 2160),
            windows("m.svensson", "PC-STO-11", "10.52.0.111", 19045, 1920, 1080),
            windows("dvořák", "PC-PRG-04", "10.61.0.14", 19045, 1680, 1050),
            windows("tanaka.h", "LT-TYO-21", "10.81.0.21", 26100, 1920, 1080),
            windows("administrator", "ADMIN-PC", "10.20.1.5", 26100, 2560, 1440),
            windows("renée.dubois", "LT-PAR-07", "10.33.0.7", 22631, 1920, 1080),
            windows("j.smith", "LT-0101", "10.20.4.101", 26100, 1920, 1080),
            windows("İpek", "LT-IST-03", "10.90.0.33", 22631, 1366, 768),
            windows("øystein.dahl", "PC-OSL-02", "10.47.0.2", 19045, 1920, 1080),
            remoteApp("b.keller", "KASSE-1", "10.20.9.1", "C:\\Program Files\\Contoso ERP\\erp.exe"),
            windows("nguyễn.an", "LT-HAN-05", "10.84.0.5", 26100, 1920, 1080),
            windows("o.kowalska", "PC-WAW-12", "10.31.0.12", 22631, 2560, 1080),
            windows("Иван.Петров", "PC-SOF-06", "10.35.0.6", 19045, 1920, 1080),
            windows("s.ferrari", "LT-MIL-09", "10.39.0.9", 26100, 1920, 1200),
            windows("c.whitfield", "LT-0188", "2001:db8:20:4::bc", 26100, 1920, 1080));

    private static Person windows(String user, String machine, String address, long build, int width, int height) {
        return new Person(
                user, new ClientInfo(machine, address, ClientProtocol.RDP, build, width, height, 32, DESKTOP, DESKTOP));
    }

    private static Person remoteApp(String user, String machine, String address, String program) {
        String directory = program.substring(0, program.lastIndexOf('\\'));
        return new Person(
                user, new ClientInfo(machine, address, ClientProtocol.RDP, 22631, 1280, 1024, 24, program, directory));
    }
}
