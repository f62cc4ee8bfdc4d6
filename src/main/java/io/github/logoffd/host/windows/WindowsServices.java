package io.github.logoffd.host.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One service in the service manager of this machine. Every call opens and closes its handles. Thread-safe. */
public final class WindowsServices {

    private static final int SC_MANAGER_CONNECT = 0x0001;
    private static final int SC_MANAGER_CREATE_SERVICE = 0x0002;
    private static final int SERVICE_QUERY_STATUS = 0x0004;
    private static final int SERVICE_CHANGE_CONFIG = 0x0002;
    private static final int SERVICE_START = 0x0010;
    private static final int SERVICE_STOP = 0x0020;
    private static final int DELETE = 0x0001_0000;
    private static final int SERVICE_WIN32_OWN_PROCESS = 0x10;
    private static final int SERVICE_AUTO_START = 2;
    private static final int SERVICE_ERROR_NORMAL = 1;
    private static final int SERVICE_NO_CHANGE = -1;
    private static final int SERVICE_CONTROL_STOP = 1;
    private static final int SC_STATUS_PROCESS_INFO = 0;
    private static final int ERROR_SERVICE_DOES_NOT_EXIST = 1060;

    /** {@code SERVICE_STATUS_PROCESS}: nine numbers. */
    private static final int STATUS_NUMBERS = 9;

    private static final int STATUS_STATE = 1;
    private static final int STATUS_PROCESS = 7;
    private static final int SERVICE_STOPPED = 1;
    private static final int SERVICE_RUNNING = 4;

    private static final int SERVICE_CONFIG_DESCRIPTION = 1;
    private static final int SERVICE_CONFIG_FAILURE_ACTIONS = 2;
    private static final int SERVICE_CONFIG_DELAYED_AUTO_START_INFO = 3;
    private static final int SERVICE_CONFIG_FAILURE_ACTIONS_FLAG = 4;
    private static final int SC_ACTION_RESTART = 1;

    private final SetupApi api;
    private final String name;

    private WindowsServices(SetupApi api, String name) {
        this.api = api;
        this.name = name;
    }

    /** The state of a service, as far as it matters here. */
    public enum State {
        STOPPED,
        RUNNING,
        PENDING
    }

    /**
     * Returns the service of that name, which need not exist.
     *
     * @throws IOException when this is not Windows
     */
    public static WindowsServices named(String name) throws IOException {
        return new WindowsServices(SetupLibrary.load(), name);
    }

    /** What is done with an open service. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Pointer service) throws IOException;
    }

    private <T> Optional<T> open(int access, Use<T> use) throws IOException {
        Pointer manager = manager(SC_MANAGER_CONNECT);
        try {
            Native.setLastError(0);
            Pointer service = api.OpenService(manager, name, access);
            if (service == null) {
                int code = Native.getLastError();
                if (code == ERROR_SERVICE_DOES_NOT_EXIST) {
                    return Optional.empty();
                }
                throw SetupLibrary.failure("OpenService", code);
            }
            try {
                return Optional.of(use.of(service));
            } finally {
                close(service);
            }
        } finally {
            close(manager);
        }
    }

    private Pointer manager(int access) throws IOException {
        Native.setLastError(0);
        Pointer manager = api.OpenSCManager(null, null, access);
        if (manager == null) {
            throw SetupLibrary.failure("OpenSCManager");
        }
        return manager;
    }

    /** The result is ignored: the handle is not used again. */
    private void close(Pointer handle) {
        boolean unused = api.CloseServiceHandle(handle);
    }

    /**
     * Returns the state, empty when the service does not exist. A service whose process has ended is stopped, even
     * while Windows has not noticed it.
     */
    public Optional<State> state() throws IOException {
        return open(SERVICE_QUERY_STATUS, service -> {
            int[] status = new int[STATUS_NUMBERS];
            Native.setLastError(0);
            if (!api.QueryServiceStatusEx(
                    service, SC_STATUS_PROCESS_INFO, status, STATUS_NUMBERS * Integer.BYTES, new IntByReference())) {
                throw SetupLibrary.failure("QueryServiceStatusEx");
            }
            return state(status[STATUS_STATE], status[STATUS_PROCESS]);
        });
    }

    private static State state(int number, int process) {
        if (number == SERVICE_STOPPED
                || (process != 0
                        && ProcessHandle.of(Integer.toUnsignedLong(process)).isEmpty())) {
            return State.STOPPED;
        }
        return number == SERVICE_RUNNING ? State.RUNNING : State.PENDING;
    }

    /** Creates the service for LocalSystem, with automatic start. */
    public void create(String displayName, String commandLine) throws IOException {
        Pointer manager = manager(SC_MANAGER_CREATE_SERVICE);
        try {
            Native.setLastError(0);
            Pointer service = api.CreateService(
                    manager,
                    name,
                    displayName,
                    SERVICE_QUERY_STATUS,
                    SERVICE_WIN32_OWN_PROCESS,
                    SERVICE_AUTO_START,
                    SERVICE_ERROR_NORMAL,
                    commandLine,
                    null,
                    null,
                    null,
                    null,
                    null);
            if (service == null) {
                throw SetupLibrary.failure("CreateService");
            }
            close(service);
        } finally {
            close(manager);
        }
    }

    /** Changes the program of the service; its account and its kind of start stay. */
    public void changeCommandLine(String commandLine) throws IOException {
        require(
                "ChangeServiceConfig",
                SERVICE_CHANGE_CONFIG,
                service -> api.ChangeServiceConfig(
                        service,
                        SERVICE_NO_CHANGE,
                        SERVICE_NO_CHANGE,
                        SERVICE_NO_CHANGE,
                        commandLine,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    public void start() throws IOException {
        require("StartService", SERVICE_START, service -> api.StartService(service, 0, null));
    }

    public void stop() throws IOException {
        require(
                "ControlService",
                SERVICE_STOP,
                service -> api.ControlService(service, SERVICE_CONTROL_STOP, new int[STATUS_NUMBERS]));
    }

    public void delete() throws IOException {
        require("DeleteService", DELETE, api::DeleteService);
    }

    private void require(String function, int access, Use<Boolean> call) throws IOException {
        boolean done = open(access, service -> {
                    Native.setLastError(0);
                    if (!call.of(service)) {
                        throw SetupLibrary.failure(function);
                    }
                    return true;
                })
                .isPresent();
        if (!done) {
            throw SetupLibrary.failure("OpenService", ERROR_SERVICE_DOES_NOT_EXIST);
        }
    }

    /**
     * Sets what Windows does beside starting it: the description, the start some minutes after the boot, and the
     * restarts after a failure, also after one that the service reports itself.
     *
     * @return what Windows has refused, one sentence each
     */
    public List<String> describe(String description, Duration forgetFailuresAfter, List<Duration> restarts)
            throws IOException {
        List<String> refused = new ArrayList<>();
        open(SERVICE_CHANGE_CONFIG | SERVICE_START, service -> {
            Memory text = wide(description);
            change(service, SERVICE_CONFIG_DESCRIPTION, pointerTo(text), "the description", refused);
            change(service, SERVICE_CONFIG_DELAYED_AUTO_START_INFO, yes(), "the delayed start", refused);
            Memory actions = actions(restarts);
            Memory failure = failureActions(forgetFailuresAfter, restarts.size(), actions);
            change(service, SERVICE_CONFIG_FAILURE_ACTIONS, failure, "the restart after a failure", refused);
            change(
                    service,
                    SERVICE_CONFIG_FAILURE_ACTIONS_FLAG,
                    yes(),
                    "the restart after a failure that the service reports",
                    refused);
            return true;
        });
        return refused;
    }

    private void change(Pointer service, int level, Pointer info, String what, List<String> refused) {
        Native.setLastError(0);
        if (!api.ChangeServiceConfig2(service, level, info)) {
            refused.add("Windows has not accepted " + what + " of the service (ChangeServiceConfig2, error ["
                    + Native.getLastError() + "]).");
        }
    }

    private static Memory wide(String text) {
        Memory memory = new Memory((long) (text.length() + 1) * Character.BYTES);
        memory.setWideString(0, text);
        return memory;
    }

    private static Memory pointerTo(Pointer target) {
        Memory memory = new Memory(Native.POINTER_SIZE);
        memory.setPointer(0, target);
        return memory;
    }

    private static Memory yes() {
        Memory memory = new Memory(Integer.BYTES);
        memory.setInt(0, 1);
        return memory;
    }

    private static Memory actions(List<Duration> restarts) {
        Memory memory = new Memory((long) restarts.size() * 2 * Integer.BYTES);
        int offset = 0;
        for (Duration delay : restarts) {
            memory.setInt(offset, SC_ACTION_RESTART);
            memory.setInt(offset + Integer.BYTES, Math.toIntExact(delay.toMillis()));
            offset += 2 * Integer.BYTES;
        }
        return memory;
    }

    /**
     * {@code SERVICE_FAILURE_ACTIONSW} on 64-bit Windows: the period, two strings, the number of actions, the actions.
     */
    private static Memory failureActions(Duration period, int count, Pointer actions) {
        Memory memory = new Memory(5L * Native.POINTER_SIZE);
        memory.clear();
        memory.setInt(0, Math.toIntExact(period.toSeconds()));
        memory.setInt(3L * Native.POINTER_SIZE, count);
        memory.setPointer(4L * Native.POINTER_SIZE, actions);
        return memory;
    }
}
