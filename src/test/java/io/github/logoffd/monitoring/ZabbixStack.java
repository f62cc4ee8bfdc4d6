package io.github.logoffd.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Debian's Zabbix 6.0 with a database of its own: server, Java gateway, and the frontend for its API. All of it is
 * below one folder, a copy of the frontend too, since the installed one reads its configuration from a fixed place.
 */
final class ZabbixStack implements AutoCloseable {

    private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");
    private static final String SERVER = "/usr/sbin/zabbix_server";
    private static final String GATEWAY = "/usr/sbin/zabbix-java-gateway.jar";
    private static final String FRONTEND = "/usr/share/zabbix";
    private static final String SCHEMA = "/usr/share/zabbix-server-pgsql/schema.sql.gz";
    private static final String DATA = "/usr/share/zabbix-server-pgsql/data.sql.gz";

    /** Loading the hundreds of templates that come with Zabbix takes longer than everything else here. */
    private static final String NEEDED_DATA =
            "role|role_rule|users|usrgrp|users_groups|hstgrp|config|config_autoreg_tls|globalmacro|graph_theme|regexps|expressions";

    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_767;

    private final Path folder;
    private final int serverPort = lowPort();
    private final int gatewayPort = lowPort();
    private final int apiPort = ServerProcess.freePort();
    private final ZabbixApi api = new ZabbixApi(apiPort);
    private final Deque<ServerProcess> processes = new ArrayDeque<>();

    private ZabbixStack(Path folder) {
        this.folder = folder;
    }

    /** Skips the tests when something is not installed. */
    static void require() {
        RequiredPrograms.installed(
                POSTGRES.resolve("initdb").toString(),
                SERVER,
                GATEWAY,
                FRONTEND,
                SCHEMA,
                DATA,
                "/usr/bin/php",
                "/usr/bin/psql",
                "/usr/lib/php/20220829/pgsql.so");
    }

    /** Starts everything in a folder whose path is short enough for a socket. */
    static ZabbixStack start(Path folder) {
        ZabbixStack stack = new ZabbixStack(folder);
        try {
            stack.startDatabase();
            stack.startGateway();
            stack.startServer();
            stack.startApi();
        } catch (IOException | RuntimeException | AssertionError e) {
            stack.close();
            throw new AssertionError("Zabbix did not start.", e);
        }
        return stack;
    }

    ZabbixApi api() {
        return api;
    }

    private void startDatabase() throws IOException {
        Path data = Files.createDirectory(folder.resolve("pg"));
        List<String> asOwner = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
            asOwner.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        List<String> create = new ArrayList<>(asOwner);
        create.addAll(List.of(
                POSTGRES.resolve("initdb").toString(),
                "--no-sync",
                "--username=zabbix",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                data.toString()));
        run(create);
        List<String> serve = new ArrayList<>(asOwner);
        serve.addAll(List.of(POSTGRES.resolve("postgres").toString(), "-D", data.toString(), "-k", data.toString()));
        serve.addAll(List.of("-c", "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off"));
        String psql = "psql -q -v ON_ERROR_STOP=1 -U zabbix -h " + data;
        start("postgres", serve)
                .awaitStart(() -> Files.exists(data.resolve(".s.PGSQL.5432")) && succeeds(psql + " -c '' postgres"));
        run(List.of(
                "bash",
                "-c",
                "set -e; " + psql + " -c 'CREATE DATABASE zabbix' postgres; (echo 'BEGIN;'; zcat " + SCHEMA + "; zcat "
                        + DATA + " | grep -E '^INSERT INTO (" + NEEDED_DATA + ") '; echo 'COMMIT;') | " + psql
                        + " zabbix"));
    }

    private void startGateway() {
        start(
                "gateway",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dzabbix.listenIP=127.0.0.1",
                        "-Dzabbix.listenPort=" + gatewayPort,
                        "-Dzabbix.startPollers=1",
                        "-Dzabbix.timeout=10",
                        "-jar",
                        GATEWAY));
    }

    private void startServer() throws IOException {
        Path configuration = Files.writeString(
                folder.resolve("server.conf"),
                String.join(
                        "\n",
                        "DBHost=" + folder.resolve("pg"),
                        "DBName=zabbix",
                        "DBUser=zabbix",
                        "LogType=console",
                        "PidFile=" + folder.resolve("server.pid"),
                        "SocketDir=" + folder,
                        "AllowRoot=1",
                        "ListenIP=127.0.0.1",
                        "ListenPort=" + serverPort,
                        // Changes of the configuration count at once.
                        "CacheUpdateFrequency=1",
                        "CacheSize=32M",
                        "StartPingers=0",
                        "StartDiscoverers=0",
                        "StartHTTPPollers=0",
                        "StartJavaPollers=1",
                        "JavaGateway=127.0.0.1",
                        "JavaGatewayPort=" + gatewayPort,
                        ""));
        start("zabbix_server", List.of(SERVER, "-f", "-c", configuration.toString()))
                .awaitStart(() ->
                        ZabbixScripts.read(folder.resolve("zabbix_server.log")).contains("server #0 started"));
    }

    private void startApi() throws IOException {
        Path configuration = Files.writeString(
                folder.resolve("zabbix.conf.php"),
                "<?php\n$DB = ['TYPE' => 'POSTGRESQL', 'SERVER' => '" + folder.resolve("pg")
                        + "', 'PORT' => '0', 'DATABASE' => 'zabbix', 'USER' => 'zabbix', 'PASSWORD' => '', 'SCHEMA' => '',"
                        + " 'ENCRYPTION' => false, 'DOUBLE_IEEE754' => true];\n$ZBX_SERVER = '127.0.0.1';\n$ZBX_SERVER_PORT = '"
                        + serverPort + "';\n$IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;\n");
        Path web = folder.resolve("web");
        run(List.of("cp", "-r", FRONTEND, web.toString()));
        // It links to folders outside.
        run(List.of("rm", "-r", web.resolve("local").toString()));
        Path file = web.resolve("include/classes/core/CConfigFile.php");
        Files.writeString(
                file, Files.readString(file).replace("/etc/zabbix/zabbix.conf.php", configuration.toString()));
        start("php", List.of("/usr/bin/php", "-S", "127.0.0.1:" + apiPort, "-t", web.toString()))
                .awaitStart(api::answers);
    }

    /** The server takes ports up to 32767 only, and free ports are usually higher. */
    private static int lowPort() {
        return new Random()
                .ints(LOWEST_PORT, HIGHEST_PORT + 1)
                .filter(ZabbixStack::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private ServerProcess start(String name, List<String> command) {
        ServerProcess process = ServerProcess.start(name, folder, Map.of(), command);
        processes.push(process);
        return process;
    }

    private boolean succeeds(String command) {
        return exitCode(List.of("bash", "-c", command)) == 0;
    }

    private void run(List<String> command) {
        int code = exitCode(command);
        if (code != 0) {
            throw new AssertionError(
                    command + " ended with " + code + ":\n" + ZabbixScripts.read(folder.resolve("commands.log")));
        }
    }

    private int exitCode(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("commands.log").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The database goes last: it waits for its clients. */
    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}
