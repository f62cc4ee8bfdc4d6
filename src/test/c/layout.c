/*
 * Prints the layout of the structures of the Remote Desktop API as another project's header has them: WinPR
 * (libwinpr2-dev), written independently of both mingw-w64 and the stand-in beside this file. A Linux program:
 *
 *     gcc -std=c11 -Wall -Wextra -Werror -I/usr/include/winpr2 -o layout layout.c && ./layout
 *
 * Lines: sizeof.<STRUCT>=<bytes>, <STRUCT>.<field>=<offset>, const.<NAME>=<value>
 *
 * WinPR has the layout of 64-bit Windows in all of these structures: WCHAR has 16 bits, DWORD, ULONG and LONG have 32,
 * and LARGE_INTEGER is aligned to 8, on Linux too. It deviates only in names: the field CurrentTime is called
 * _CurrentTime there (a clash with an X11 header); it is printed under its Windows name. Its WTS_INFO_CLASS ends at
 * 29, two before the newest Windows; neither of the two is used here.
 */
#include <stddef.h>
#include <stdio.h>

#include <winpr/wtsapi.h>

#define SIZE(type) printf("sizeof." #type "=%zu\n", sizeof(type))
#define FIELD_AS(type, field, name) printf(#type "." name "=%zu\n", offsetof(type, field))
#define FIELD(type, field) FIELD_AS(type, field, #field)
#define CONSTANT(name) printf("const." #name "=%lld\n", (long long)(name))

static void print_session_lists(void) {
    SIZE(WTS_SESSION_INFOW);
    FIELD(WTS_SESSION_INFOW, SessionId);
    FIELD(WTS_SESSION_INFOW, pWinStationName);
    FIELD(WTS_SESSION_INFOW, State);

    SIZE(WTS_SESSION_INFO_1W);
    FIELD(WTS_SESSION_INFO_1W, ExecEnvId);
    FIELD(WTS_SESSION_INFO_1W, State);
    FIELD(WTS_SESSION_INFO_1W, SessionId);
    FIELD(WTS_SESSION_INFO_1W, pSessionName);
    FIELD(WTS_SESSION_INFO_1W, pHostName);
    FIELD(WTS_SESSION_INFO_1W, pUserName);
    FIELD(WTS_SESSION_INFO_1W, pDomainName);
    FIELD(WTS_SESSION_INFO_1W, pFarmName);
}

static void print_session_info(void) {
    SIZE(WTSINFOW);
    FIELD(WTSINFOW, State);
    FIELD(WTSINFOW, SessionId);
    FIELD(WTSINFOW, IncomingBytes);
    FIELD(WTSINFOW, OutgoingBytes);
    FIELD(WTSINFOW, IncomingFrames);
    FIELD(WTSINFOW, OutgoingFrames);
    FIELD(WTSINFOW, IncomingCompressedBytes);
    FIELD(WTSINFOW, OutgoingCompressedBytes);
    FIELD(WTSINFOW, WinStationName);
    FIELD(WTSINFOW, Domain);
    FIELD(WTSINFOW, UserName);
    FIELD(WTSINFOW, ConnectTime);
    FIELD(WTSINFOW, DisconnectTime);
    FIELD(WTSINFOW, LastInputTime);
    FIELD(WTSINFOW, LogonTime);
    FIELD_AS(WTSINFOW, _CurrentTime, "CurrentTime");

    SIZE(WTSINFOEXW);
    FIELD(WTSINFOEXW, Level);
    FIELD(WTSINFOEXW, Data);

    SIZE(WTSINFOEX_LEVEL1_W);
    FIELD(WTSINFOEX_LEVEL1_W, SessionId);
    FIELD(WTSINFOEX_LEVEL1_W, SessionState);
    FIELD(WTSINFOEX_LEVEL1_W, SessionFlags);
    FIELD(WTSINFOEX_LEVEL1_W, WinStationName);
    FIELD(WTSINFOEX_LEVEL1_W, UserName);
    FIELD(WTSINFOEX_LEVEL1_W, DomainName);
    FIELD(WTSINFOEX_LEVEL1_W, LogonTime);
    FIELD(WTSINFOEX_LEVEL1_W, ConnectTime);
    FIELD(WTSINFOEX_LEVEL1_W, DisconnectTime);
    FIELD(WTSINFOEX_LEVEL1_W, LastInputTime);
    FIELD_AS(WTSINFOEX_LEVEL1_W, _CurrentTime, "CurrentTime");
    FIELD(WTSINFOEX_LEVEL1_W, IncomingBytes);
    FIELD(WTSINFOEX_LEVEL1_W, OutgoingBytes);
    FIELD(WTSINFOEX_LEVEL1_W, IncomingFrames);
    FIELD(WTSINFOEX_LEVEL1_W, OutgoingFrames);
    FIELD(WTSINFOEX_LEVEL1_W, IncomingCompressedBytes);
    FIELD(WTSINFOEX_LEVEL1_W, OutgoingCompressedBytes);
}

static void print_client(void) {
    SIZE(WTSCLIENTW);
    FIELD(WTSCLIENTW, ClientName);
    FIELD(WTSCLIENTW, Domain);
    FIELD(WTSCLIENTW, UserName);
    FIELD(WTSCLIENTW, WorkDirectory);
    FIELD(WTSCLIENTW, InitialProgram);
    FIELD(WTSCLIENTW, EncryptionLevel);
    FIELD(WTSCLIENTW, ClientAddressFamily);
    FIELD(WTSCLIENTW, ClientAddress);
    FIELD(WTSCLIENTW, HRes);
    FIELD(WTSCLIENTW, VRes);
    FIELD(WTSCLIENTW, ColorDepth);
    FIELD(WTSCLIENTW, ClientDirectory);
    FIELD(WTSCLIENTW, ClientBuildNumber);
    FIELD(WTSCLIENTW, ClientHardwareId);
    FIELD(WTSCLIENTW, ClientProductId);
    FIELD(WTSCLIENTW, OutBufCountHost);
    FIELD(WTSCLIENTW, OutBufCountClient);
    FIELD(WTSCLIENTW, OutBufLength);
    FIELD(WTSCLIENTW, DeviceId);

    SIZE(WTS_CLIENT_ADDRESS);
    FIELD(WTS_CLIENT_ADDRESS, AddressFamily);
    FIELD(WTS_CLIENT_ADDRESS, Address);

    SIZE(WTS_CLIENT_DISPLAY);
    FIELD(WTS_CLIENT_DISPLAY, HorizontalResolution);
    FIELD(WTS_CLIENT_DISPLAY, VerticalResolution);
    FIELD(WTS_CLIENT_DISPLAY, ColorDepth);
}

static void print_processes(void) {
    SIZE(WTS_PROCESS_INFO_EXW);
    FIELD(WTS_PROCESS_INFO_EXW, SessionId);
    FIELD(WTS_PROCESS_INFO_EXW, ProcessId);
    FIELD(WTS_PROCESS_INFO_EXW, pProcessName);
    FIELD(WTS_PROCESS_INFO_EXW, pUserSid);
    FIELD(WTS_PROCESS_INFO_EXW, NumberOfThreads);
    FIELD(WTS_PROCESS_INFO_EXW, HandleCount);
    FIELD(WTS_PROCESS_INFO_EXW, PagefileUsage);
    FIELD(WTS_PROCESS_INFO_EXW, PeakPagefileUsage);
    FIELD(WTS_PROCESS_INFO_EXW, WorkingSetSize);
    FIELD(WTS_PROCESS_INFO_EXW, PeakWorkingSetSize);
    FIELD(WTS_PROCESS_INFO_EXW, UserTime);
    FIELD(WTS_PROCESS_INFO_EXW, KernelTime);
}

static void print_info_classes(void) {
    CONSTANT(FALSE);
    CONSTANT(TRUE);
    CONSTANT(WTSInitialProgram);
    CONSTANT(WTSApplicationName);
    CONSTANT(WTSWorkingDirectory);
    CONSTANT(WTSOEMId);
    CONSTANT(WTSSessionId);
    CONSTANT(WTSUserName);
    CONSTANT(WTSWinStationName);
    CONSTANT(WTSDomainName);
    CONSTANT(WTSConnectState);
    CONSTANT(WTSClientBuildNumber);
    CONSTANT(WTSClientName);
    CONSTANT(WTSClientDirectory);
    CONSTANT(WTSClientProductId);
    CONSTANT(WTSClientHardwareId);
    CONSTANT(WTSClientAddress);
    CONSTANT(WTSClientDisplay);
    CONSTANT(WTSClientProtocolType);
    CONSTANT(WTSIdleTime);
    CONSTANT(WTSLogonTime);
    CONSTANT(WTSIncomingBytes);
    CONSTANT(WTSOutgoingBytes);
    CONSTANT(WTSIncomingFrames);
    CONSTANT(WTSOutgoingFrames);
    CONSTANT(WTSClientInfo);
    CONSTANT(WTSSessionInfo);
    CONSTANT(WTSSessionInfoEx);
}

static void print_states(void) {
    CONSTANT(WTSActive);
    CONSTANT(WTSConnected);
    CONSTANT(WTSConnectQuery);
    CONSTANT(WTSShadow);
    CONSTANT(WTSDisconnected);
    CONSTANT(WTSIdle);
    CONSTANT(WTSListen);
    CONSTANT(WTSReset);
    CONSTANT(WTSDown);
    CONSTANT(WTSInit);
}

static void print_other_constants(void) {
    CONSTANT(WTSTypeProcessInfoLevel0);
    CONSTANT(WTSTypeProcessInfoLevel1);
    CONSTANT(WTSTypeSessionInfoLevel1);

    CONSTANT(WTS_EVENT_NONE);
    CONSTANT(WTS_EVENT_CREATE);
    CONSTANT(WTS_EVENT_DELETE);
    CONSTANT(WTS_EVENT_RENAME);
    CONSTANT(WTS_EVENT_CONNECT);
    CONSTANT(WTS_EVENT_DISCONNECT);
    CONSTANT(WTS_EVENT_LOGON);
    CONSTANT(WTS_EVENT_LOGOFF);
    CONSTANT(WTS_EVENT_STATECHANGE);
    CONSTANT(WTS_EVENT_LICENSE);
    CONSTANT(WTS_EVENT_ALL);
    CONSTANT(WTS_EVENT_FLUSH);
}

int main(void) {
    print_session_lists();
    print_session_info();
    print_client();
    print_processes();
    print_info_classes();
    print_states();
    print_other_constants();
    return 0;
}
