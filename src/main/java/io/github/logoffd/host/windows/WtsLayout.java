package io.github.logoffd.host.windows;

/**
 * Sizes and offsets, in bytes, of the structures of {@code wtsapi32.h} on 64-bit Windows. A test compares them with an
 * independent header, WinPR's.
 */
final class WtsLayout {

    private WtsLayout() {}

    /** {@code WTS_SESSION_INFO_1W}. */
    static final class SessionInfo1 {
        static final int SIZE = 56;
        static final int EXEC_ENV_ID = 0;
        static final int STATE = 4;
        static final int SESSION_ID = 8;
        static final int SESSION_NAME = 16;
        static final int HOST_NAME = 24;
        static final int USER_NAME = 32;
        static final int DOMAIN_NAME = 40;
        static final int FARM_NAME = 48;

        private SessionInfo1() {}
    }

    /** {@code WTS_SESSION_INFOW}. */
    static final class SessionInfo {
        static final int SIZE = 24;
        static final int SESSION_ID = 0;
        static final int WIN_STATION_NAME = 8;
        static final int STATE = 16;

        private SessionInfo() {}
    }

    /** {@code WTSINFOEXW} with the level 1 data in place: offsets count from the start of the outer structure. */
    static final class InfoEx {
        static final int SIZE = 232;
        static final int LEVEL = 0;
        static final int DATA = 8;
        static final int SESSION_ID = DATA;
        static final int SESSION_STATE = DATA + 4;
        static final int SESSION_FLAGS = DATA + 8;
        static final int WIN_STATION_NAME = DATA + 12;
        static final int WIN_STATION_NAME_CHARS = 33;
        static final int USER_NAME = DATA + 78;
        static final int USER_NAME_CHARS = 21;
        static final int DOMAIN_NAME = DATA + 120;
        static final int DOMAIN_NAME_CHARS = 18;
        static final int LOGON_TIME = DATA + 160;
        static final int CONNECT_TIME = DATA + 168;
        static final int DISCONNECT_TIME = DATA + 176;
        static final int LAST_INPUT_TIME = DATA + 184;
        static final int CURRENT_TIME = DATA + 192;
        static final int INCOMING_BYTES = DATA + 200;
        static final int OUTGOING_BYTES = DATA + 204;
        static final int INCOMING_FRAMES = DATA + 208;
        static final int OUTGOING_FRAMES = DATA + 212;

        private InfoEx() {}
    }

    /** {@code WTSCLIENTW}. */
    static final class Client {
        static final int SIZE = 2304;
        static final int CLIENT_NAME = 0;
        static final int CLIENT_NAME_CHARS = 21;
        static final int WORK_DIRECTORY = 120;
        static final int PATH_CHARS = 261;
        static final int INITIAL_PROGRAM = 642;
        static final int H_RES = 1234;
        static final int V_RES = 1236;
        static final int COLOR_DEPTH = 1238;
        static final int CLIENT_BUILD_NUMBER = 1764;

        private Client() {}
    }

    /** {@code WTS_CLIENT_ADDRESS}. The address proper starts two bytes into {@code Address}. */
    static final class ClientAddress {
        static final int SIZE = 24;
        static final int FAMILY = 0;
        static final int ADDRESS = 4;
        static final int IP = ADDRESS + 2;
        static final int AF_INET = 2;
        static final int AF_INET6 = 23;

        private ClientAddress() {}
    }

    /** {@code WTS_PROCESS_INFO_EXW}. */
    static final class ProcessInfoEx {
        static final int SIZE = 64;
        static final int SESSION_ID = 0;
        static final int PROCESS_ID = 4;
        static final int PROCESS_NAME = 8;
        static final int NUMBER_OF_THREADS = 24;
        static final int HANDLE_COUNT = 28;
        static final int WORKING_SET_SIZE = 40;
        static final int USER_TIME = 48;
        static final int KERNEL_TIME = 56;

        private ProcessInfoEx() {}
    }
}
