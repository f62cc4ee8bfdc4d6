package io.github.logoffd.host.simulated;

import io.github.logoffd.session.ProcessInfo;
import java.time.Instant;
import java.util.List;

/**
 * Program of the demo host, with the resources of one process.
 *
 * @param image the name of the executable
 * @param cpuPerMille its share of one processor
 * @param megabytes its working set
 * @param handles its open handles
 * @param threads its threads
 */
record Program(String image, int cpuPerMille, int megabytes, int handles, int threads) {

    private static final long BYTES_PER_MEGABYTE = 1 << 20;

    /** Programs in session 0. */
    static final List<Program> SERVICES = List.of(
            new Program("System", 9, 1, 4210, 212),
            new Program("Registry", 1, 84, 0, 4),
            new Program("smss.exe", 0, 1, 58, 2),
            new Program("csrss.exe", 1, 6, 612, 11),
            new Program("wininit.exe", 0, 7, 164, 2),
            new Program("services.exe", 2, 11, 702, 7),
            new Program("lsass.exe", 4, 27, 1590, 10),
            new Program("svchost.exe", 3, 31, 1204, 17),
            new Program("svchost.exe", 2, 22, 911, 12),
            new Program("svchost.exe", 1, 64, 1480, 29),
            new Program("svchost.exe", 5, 18, 450, 9),
            new Program("spoolsv.exe", 1, 19, 498, 10),
            new Program("MsMpEng.exe", 21, 231, 934, 33),
            new Program("WmiPrvSE.exe", 3, 24, 310, 9));

    /** Programs of every session, also at its logon screen. */
    static final List<Program> LOGON_SCREEN = List.of(
            new Program("csrss.exe", 1, 5, 301, 9),
            new Program("winlogon.exe", 0, 12, 268, 4),
            new Program("dwm.exe", 6, 71, 742, 14),
            new Program("LogonUI.exe", 1, 55, 611, 13));

    /** Programs of every user, never closed. The first three are those of {@link #LOGON_SCREEN}. */
    static final List<Program> DESKTOP = List.of(
            LOGON_SCREEN.get(0),
            LOGON_SCREEN.get(1),
            LOGON_SCREEN.get(2),
            new Program("rdpclip.exe", 0, 12, 288, 7),
            new Program("sihost.exe", 0, 29, 604, 11),
            new Program("taskhostw.exe", 0, 17, 301, 8),
            new Program("ctfmon.exe", 0, 18, 402, 9),
            new Program("explorer.exe", 8, 142, 2410, 61));

    /** Programs that users open and close. */
    static final List<Program> APPLICATIONS = List.of(
            new Program("WINWORD.EXE", 14, 188, 1502, 41),
            new Program("EXCEL.EXE", 22, 214, 1620, 44),
            new Program("OUTLOOK.EXE", 17, 296, 3320, 68),
            new Program("msedge.exe", 31, 241, 1410, 47),
            new Program("msedge.exe", 12, 118, 512, 19),
            new Program("ms-teams.exe", 40, 322, 1950, 72),
            new Program("Acrobat.exe", 9, 164, 940, 31),
            new Program("notepad.exe", 0, 21, 244, 5),
            new Program("powershell.exe", 3, 78, 689, 17),
            new Program("erp.exe", 26, 205, 877, 24));

    /** Returns whether a user may have opened {@code process} and may close it. */
    static boolean isApplication(SimulatedProcess process) {
        return APPLICATIONS.stream()
                .anyMatch(program -> program.image().equals(process.start().image()));
    }

    SimulatedProcess start(long sessionId, long pid, Instant now) {
        ProcessInfo process = new ProcessInfo(
                sessionId, pid, image, cpuPerMille * 10L, megabytes * BYTES_PER_MEGABYTE, handles, threads);
        return new SimulatedProcess(process, now, cpuPerMille);
    }
}
