/*
 * A stand-in for wtsapi32.dll, for tests only.
 *
 * It answers from a text file instead of a Remote Desktop server, refuses what Windows refuses, counts what has to be
 * given back and writes down what was done to whom. README.md beside this file describes the files it reads and writes.
 *
 * Conventions inside this file
 *  - Every exported function takes the one lock at its start and leaves it only to sleep. A pointer to a session row is
 *    therefore never kept across a sleep: rows move when another thread changes the host.
 *  - Functions that can fail return a Win32 error code (0 = fine). The exported function turns it into TRUE/FALSE.
 *  - Hosts live as long as the process, so a pointer to a Host stays valid while the lock is left.
 */
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0602
#endif
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define EXPORT __declspec(dllexport)

/* ------------------------------------------------------------------------------------------------------------------
 * The structures of the real DLL, 64 bit. Own definitions, because the cross compiler's header lacks some of them.
 * ------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    DWORD SessionId;
    LPWSTR pWinStationName;
    DWORD State;
} WTS_SESSION_INFOW;

typedef struct {
    DWORD ExecEnvId;
    DWORD State;
    DWORD SessionId;
    LPWSTR pSessionName;
    LPWSTR pHostName;
    LPWSTR pUserName;
    LPWSTR pDomainName;
    LPWSTR pFarmName;
} WTS_SESSION_INFO_1W;

typedef struct {
    DWORD State;
    DWORD SessionId;
    DWORD IncomingBytes;
    DWORD OutgoingBytes;
    DWORD IncomingFrames;
    DWORD OutgoingFrames;
    DWORD IncomingCompressedBytes;
    DWORD OutgoingCompressedBytes;
    WCHAR WinStationName[32];
    WCHAR Domain[17];
    WCHAR UserName[21];
    int64_t ConnectTime;
    int64_t DisconnectTime;
    int64_t LastInputTime;
    int64_t LogonTime;
    int64_t CurrentTime;
} WTSINFOW;

typedef struct {
    ULONG SessionId;
    DWORD SessionState;
    LONG SessionFlags;
    WCHAR WinStationName[33];
    WCHAR UserName[21];
    WCHAR DomainName[18];
    int64_t LogonTime;
    int64_t ConnectTime;
    int64_t DisconnectTime;
    int64_t LastInputTime;
    int64_t CurrentTime;
    DWORD IncomingBytes;
    DWORD OutgoingBytes;
    DWORD IncomingFrames;
    DWORD OutgoingFrames;
    DWORD IncomingCompressedBytes;
    DWORD OutgoingCompressedBytes;
} WTSINFOEX_LEVEL1_W;

typedef struct {
    DWORD Level;
    union {
        WTSINFOEX_LEVEL1_W WTSInfoExLevel1;
    } Data;
} WTSINFOEXW;

typedef struct {
    WCHAR ClientName[21];
    WCHAR Domain[18];
    WCHAR UserName[21];
    WCHAR WorkDirectory[261];
    WCHAR InitialProgram[261];
    BYTE EncryptionLevel;
    ULONG ClientAddressFamily;
    USHORT ClientAddress[31];
    USHORT HRes;
    USHORT VRes;
    USHORT ColorDepth;
    WCHAR ClientDirectory[261];
    ULONG ClientBuildNumber;
    ULONG ClientHardwareId;
    USHORT ClientProductId;
    USHORT OutBufCountHost;
    USHORT OutBufCountClient;
    USHORT OutBufLength;
    WCHAR DeviceId[261];
} WTSCLIENTW;

typedef struct {
    DWORD AddressFamily;
    BYTE Address[20];
} WTS_CLIENT_ADDRESS;

typedef struct {
    DWORD HorizontalResolution;
    DWORD VerticalResolution;
    DWORD ColorDepth;
} WTS_CLIENT_DISPLAY;

typedef struct {
    DWORD SessionId;
    DWORD ProcessId;
    LPWSTR pProcessName;
    PVOID pUserSid;
} WTS_PROCESS_INFOW;

typedef struct {
    DWORD SessionId;
    DWORD ProcessId;
    LPWSTR pProcessName;
    PVOID pUserSid;
    DWORD NumberOfThreads;
    DWORD HandleCount;
    DWORD PagefileUsage;
    DWORD PeakPagefileUsage;
    DWORD WorkingSetSize;
    DWORD PeakWorkingSetSize;
    int64_t UserTime;
    int64_t KernelTime;
} WTS_PROCESS_INFO_EXW;

#define ASSERT_SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type)
#define ASSERT_OFFSET(type, field, offset) \
    _Static_assert(offsetof(type, field) == (offset), "offset of " #type "." #field)

ASSERT_SIZE(WTS_SESSION_INFOW, 24);
ASSERT_OFFSET(WTS_SESSION_INFOW, SessionId, 0);
ASSERT_OFFSET(WTS_SESSION_INFOW, pWinStationName, 8);
ASSERT_OFFSET(WTS_SESSION_INFOW, State, 16);

ASSERT_SIZE(WTS_SESSION_INFO_1W, 56);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, ExecEnvId, 0);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, State, 4);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, SessionId, 8);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, pSessionName, 16);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, pHostName, 24);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, pUserName, 32);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, pDomainName, 40);
ASSERT_OFFSET(WTS_SESSION_INFO_1W, pFarmName, 48);

ASSERT_SIZE(WTSINFOW, 216);
ASSERT_OFFSET(WTSINFOW, State, 0);
ASSERT_OFFSET(WTSINFOW, SessionId, 4);
ASSERT_OFFSET(WTSINFOW, IncomingBytes, 8);
ASSERT_OFFSET(WTSINFOW, OutgoingCompressedBytes, 28);
ASSERT_OFFSET(WTSINFOW, WinStationName, 32);
ASSERT_OFFSET(WTSINFOW, Domain, 96);
ASSERT_OFFSET(WTSINFOW, UserName, 130);
ASSERT_OFFSET(WTSINFOW, ConnectTime, 176);
ASSERT_OFFSET(WTSINFOW, DisconnectTime, 184);
ASSERT_OFFSET(WTSINFOW, LastInputTime, 192);
ASSERT_OFFSET(WTSINFOW, LogonTime, 200);
ASSERT_OFFSET(WTSINFOW, CurrentTime, 208);

ASSERT_SIZE(WTSINFOEX_LEVEL1_W, 224);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, SessionId, 0);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, SessionState, 4);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, SessionFlags, 8);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, WinStationName, 12);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, UserName, 78);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, DomainName, 120);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, LogonTime, 160);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, ConnectTime, 168);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, DisconnectTime, 176);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, LastInputTime, 184);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, CurrentTime, 192);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, IncomingBytes, 200);
ASSERT_OFFSET(WTSINFOEX_LEVEL1_W, OutgoingCompressedBytes, 220);
ASSERT_SIZE(WTSINFOEXW, 232);
ASSERT_OFFSET(WTSINFOEXW, Data, 8);

ASSERT_SIZE(WTSCLIENTW, 2304);
ASSERT_OFFSET(WTSCLIENTW, Domain, 42);
ASSERT_OFFSET(WTSCLIENTW, UserName, 78);
ASSERT_OFFSET(WTSCLIENTW, WorkDirectory, 120);
ASSERT_OFFSET(WTSCLIENTW, InitialProgram, 642);
ASSERT_OFFSET(WTSCLIENTW, EncryptionLevel, 1164);
ASSERT_OFFSET(WTSCLIENTW, ClientAddressFamily, 1168);
ASSERT_OFFSET(WTSCLIENTW, ClientAddress, 1172);
ASSERT_OFFSET(WTSCLIENTW, HRes, 1234);
ASSERT_OFFSET(WTSCLIENTW, VRes, 1236);
ASSERT_OFFSET(WTSCLIENTW, ColorDepth, 1238);
ASSERT_OFFSET(WTSCLIENTW, ClientDirectory, 1240);
ASSERT_OFFSET(WTSCLIENTW, ClientBuildNumber, 1764);
ASSERT_OFFSET(WTSCLIENTW, ClientHardwareId, 1768);
ASSERT_OFFSET(WTSCLIENTW, ClientProductId, 1772);
ASSERT_OFFSET(WTSCLIENTW, OutBufLength, 1778);
ASSERT_OFFSET(WTSCLIENTW, DeviceId, 1780);

ASSERT_SIZE(WTS_CLIENT_ADDRESS, 24);
ASSERT_OFFSET(WTS_CLIENT_ADDRESS, Address, 4);
ASSERT_SIZE(WTS_CLIENT_DISPLAY, 12);

ASSERT_SIZE(WTS_PROCESS_INFOW, 24);
ASSERT_OFFSET(WTS_PROCESS_INFOW, pProcessName, 8);
ASSERT_OFFSET(WTS_PROCESS_INFOW, pUserSid, 16);
ASSERT_SIZE(WTS_PROCESS_INFO_EXW, 64);
ASSERT_OFFSET(WTS_PROCESS_INFO_EXW, pProcessName, 8);
ASSERT_OFFSET(WTS_PROCESS_INFO_EXW, pUserSid, 16);
ASSERT_OFFSET(WTS_PROCESS_INFO_EXW, NumberOfThreads, 24);
ASSERT_OFFSET(WTS_PROCESS_INFO_EXW, WorkingSetSize, 40);
ASSERT_OFFSET(WTS_PROCESS_INFO_EXW, UserTime, 48);
ASSERT_OFFSET(WTS_PROCESS_INFO_EXW, KernelTime, 56);

/* ------------------------------------------------------------------------------------------------------------------
 * Constants
 * ------------------------------------------------------------------------------------------------------------------ */

enum {
    CLASS_INITIAL_PROGRAM = 0,
    CLASS_WORKING_DIRECTORY = 2,
    CLASS_SESSION_ID = 4,
    CLASS_USER_NAME = 5,
    CLASS_WIN_STATION_NAME = 6,
    CLASS_DOMAIN_NAME = 7,
    CLASS_CONNECT_STATE = 8,
    CLASS_CLIENT_BUILD_NUMBER = 9,
    CLASS_CLIENT_NAME = 10,
    CLASS_CLIENT_ADDRESS = 14,
    CLASS_CLIENT_DISPLAY = 15,
    CLASS_CLIENT_PROTOCOL_TYPE = 16,
    CLASS_IDLE_TIME = 17,
    CLASS_OUTGOING_FRAMES = 22,
    CLASS_CLIENT_INFO = 23,
    CLASS_SESSION_INFO = 24,
    CLASS_SESSION_INFO_EX = 25,
    CLASS_SESSION_ADDRESS_V4 = 28
};

enum {
    STATE_ACTIVE = 0,
    STATE_CONNECTED = 1,
    STATE_SHADOW = 3,
    STATE_DISCONNECTED = 4,
    STATE_LISTEN = 6,
    STATE_DOWN = 8
};

#define EVENT_CREATE 0x01u
#define EVENT_DELETE 0x02u
#define EVENT_CONNECT 0x08u
#define EVENT_DISCONNECT 0x10u
#define EVENT_LOGON 0x20u
#define EVENT_LOGOFF 0x40u
#define EVENT_STATE_CHANGE 0x80u
#define EVENT_FLUSH 0x80000000u

#define CURRENT_SESSION 0xFFFFFFFFu
#define ANY_SESSION 0xFFFFFFFEu

#define ANSWER_TIMEOUT 32000
#define ANSWER_ASYNC 32001

#define FAMILY_IPV4 2
#define FAMILY_IPV6 23

/* Named here, because not every version of winerror.h has them under these names. */
#define CODE_SERVER_UNAVAILABLE 1722
#define CODE_BAD_STUB_DATA 1783
#define CODE_CLOSE_PENDING 7007
#define CODE_SESSION_NOT_FOUND 7022

/* An injected failure that returns FALSE and leaves the last error as it was. */
#define FALSE_WITHOUT_ERROR ((DWORD)-1)

/* Tests read, replace and move the files whenever they like. */
#define SHARE_ALL (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

#define POLL_MILLIS 5
#define LONGEST_MESSAGE_WAIT_MILLIS 60000
#define NEVER INT64_MAX
#define DELAYED_RELEASES 256

/* A file written this recently may change again without its time stamp showing it. */
#define YOUNG_FILE_TICKS (100 * 10000LL)

/* The order is part of the layout of counters.bin: see README.md. */
typedef enum {
    FN_ENUMERATE_SESSIONS,
    FN_ENUMERATE_SESSIONS_EX,
    FN_QUERY_SESSION_INFORMATION,
    FN_LOGOFF_SESSION,
    FN_DISCONNECT_SESSION,
    FN_SEND_MESSAGE,
    FN_ENUMERATE_PROCESSES_EX,
    FN_TERMINATE_PROCESS,
    FN_WAIT_SYSTEM_EVENT,
    FN_OPEN_SERVER,
    FN_OPEN_SERVER_EX,
    FN_CLOSE_SERVER,
    FN_FREE_MEMORY,
    FN_FREE_MEMORY_EX,
    FN_COUNT
} FunctionId;

static const char *const FUNCTION_NAMES[FN_COUNT] = {
    "WTSEnumerateSessionsW", "WTSEnumerateSessionsExW",  "WTSQuerySessionInformationW", "WTSLogoffSession",
    "WTSDisconnectSession",  "WTSSendMessageW",          "WTSEnumerateProcessesExW",    "WTSTerminateProcess",
    "WTSWaitSystemEvent",    "WTSOpenServerW",           "WTSOpenServerExW",            "WTSCloseServer",
    "WTSFreeMemory",         "WTSFreeMemoryExW",
};

/* ------------------------------------------------------------------------------------------------------------------
 * State of this process
 * ------------------------------------------------------------------------------------------------------------------ */

/* Items of one size, in order. Pointers into it are valid until the next add or remove. */
typedef struct {
    void *items;
    size_t count;
    size_t item_size;
} List;

/*
 * The records of a scenario file. The members that are read from the file all take 8 bytes, so that one bit per
 * member is enough to notice a key that is given twice (see set_field).
 */
typedef struct {
    int64_t id;
    int64_t uid;
    int64_t state;
    int64_t flags;
    int64_t logon;
    int64_t connect;
    int64_t disconnect;
    int64_t input;
    int64_t in_bytes;
    int64_t out_bytes;
    int64_t in_frames;
    int64_t out_frames;
    int64_t family;
    int64_t build;
    int64_t width;
    int64_t height;
    int64_t color;
    int64_t protocol;
    int64_t closes;
    const WCHAR *name;
    const WCHAR *user;
    const WCHAR *domain;
    const WCHAR *host;
    const WCHAR *farm;
    const WCHAR *client;
    const WCHAR *address;
    const WCHAR *program;
    const WCHAR *directory;
    /* not from the file */
    int64_t serial;
    int64_t closes_at;
    bool closing;
    BYTE address_bytes[16];
} Session;

typedef struct {
    int64_t session;
    int64_t pid;
    int64_t threads;
    int64_t handles;
    int64_t working_set;
    int64_t user_millis;
    int64_t kernel_millis;
    const WCHAR *name;
} Process;

/* A "fail" or a "hang" line. */
typedef struct {
    int64_t function;
    int64_t session;
    int64_t info_class;
    int64_t times;
    int64_t code;
    int64_t millis;
} Rule;

typedef struct {
    int64_t session;
    int64_t response;
} Answer;

/* The level that an enumeration says its answer has. */
typedef struct {
    int64_t function;
    int64_t value;
} Level;

typedef struct {
    int64_t code;
} Gone;

typedef struct {
    int64_t offset;
} Clock;

typedef struct {
    WCHAR *text; /* the file as UTF-16; the strings of the records point into it */
    List sessions;
    List processes;
    List fails;
    List hangs;
    List answers;
    List levels;
    Gone gone;
    Clock clock;
} Scenario;

typedef struct {
    FILETIME last_write;
    uint64_t size;
} Stamp;

typedef struct Host {
    struct Host *next;
    WCHAR *name; /* upper case, empty for the local host */
    WCHAR *path;
    Stamp stamp;
    bool young;
    char *bytes; /* the file as last read */
    size_t byte_count;
    Scenario *scenario; /* NULL: nothing could be read yet */
} Host;

/* What happened on a host since the last wait on one handle. */
typedef struct {
    bool active;
    bool waiting;
    DWORD pending;
    unsigned flushes;
} EventBlock;

typedef struct Server {
    struct Server *next;
    HANDLE handle;
    Host *host;
    bool merged; /* opened by WTSOpenServerExW */
    bool closed;
    EventBlock events;
} Server;

typedef enum {
    BLOCK_PROCESSES_0 = 0, /* the first three are the values of WTS_TYPE_CLASS */
    BLOCK_PROCESSES_1 = 1,
    BLOCK_SESSIONS_1 = 2,
    BLOCK_PLAIN = 3 /* to be freed by WTSFreeMemory */
} BlockKind;

/* The registration of one answer that the caller has to give back. */
typedef struct Block {
    struct Block *next;
    void *memory;
    size_t size;
    BlockKind kind;
    DWORD count;
} Block;

/* One call of an exported function, while it runs. */
typedef struct {
    FunctionId function;
    DWORD saved_error;
    Host *host;
    Server *server; /* NULL: the local host without a handle */
    bool merged;
    bool has_session;
    DWORD session;
    int64_t info_class;
} Call;

enum {
    COUNTER_MAGIC,
    COUNTER_LIVE,
    COUNTER_HANDLES,
    COUNTER_VIOLATIONS,
    COUNTER_TOTAL,
    COUNTER_CALLS,
    COUNTER_CLASSES = COUNTER_CALLS + FN_COUNT,
    COUNTED_CLASSES = 32,
    COUNTER_COUNT = COUNTER_CLASSES + COUNTED_CLASSES
};

#define MAGIC 0x4C4F474F46464431LL

static CRITICAL_SECTION lock;
static WCHAR directory[MAX_PATH + 2];
static Host *hosts; /* the first one is the local host */
static Server *servers;
static Block *blocks;
static void *released[DELAYED_RELEASES];
static size_t released_at;
static EventBlock local_events;
static int64_t last_serial;
static uintptr_t last_handle = 0x10000;

static LONG64 unmapped_counters[COUNTER_COUNT];
static volatile LONG64 *counters = unmapped_counters;

/* The counters of the file are shared with other processes; these are for the line at the end of this one. */
static volatile LONG64 own_live;
static volatile LONG64 own_handles;
static volatile LONG64 own_violations;

/* ------------------------------------------------------------------------------------------------------------------
 * Small helpers
 * ------------------------------------------------------------------------------------------------------------------ */

static void *allocate(size_t size) {
    void *memory = calloc(1, size > 0 ? size : 1);
    if (memory == NULL) {
        abort(); /* nothing a test could learn from going on */
    }
    return memory;
}

static void *list_add(List *list) {
    void *items = realloc(list->items, (list->count + 1) * list->item_size);
    if (items == NULL) {
        abort();
    }
    list->items = items;
    void *item = (char *)items + list->count * list->item_size;
    memset(item, 0, list->item_size);
    list->count++;
    return item;
}

static void *list_at(const List *list, size_t index) {
    return (char *)list->items + index * list->item_size;
}

static void list_remove(List *list, size_t index) {
    char *item = list_at(list, index);
    memmove(item, item + list->item_size, (list->count - index - 1) * list->item_size);
    list->count--;
}

static int64_t file_time_now(void) {
    FILETIME now;
    GetSystemTimePreciseAsFileTime(&now);
    return (int64_t)(((uint64_t)now.dwHighDateTime << 32) | now.dwLowDateTime);
}

static int64_t unix_to_file_time(int64_t millis) {
    return millis <= 0 ? 0 : (millis + 11644473600000LL) * 10000;
}

static int64_t file_time_to_unix(int64_t ticks) {
    return ticks <= 0 ? 0 : ticks / 10000 - 11644473600000LL;
}

/* Not GetTickCount64: its steps are as long as some of the times that tests ask for. */
static int64_t monotonic_millis(void) {
    LARGE_INTEGER frequency;
    LARGE_INTEGER now;
    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&now);
    int64_t seconds = now.QuadPart / frequency.QuadPart;
    int64_t rest = now.QuadPart % frequency.QuadPart;
    return seconds * 1000 + rest * 1000 / frequency.QuadPart;
}

static void sleep_unlocked(DWORD millis) {
    LeaveCriticalSection(&lock);
    Sleep(millis);
    EnterCriticalSection(&lock);
}

static bool is_empty(const WCHAR *text) {
    return text[0] == L'\0';
}

static WCHAR *join(const WCHAR *first, const WCHAR *second, const WCHAR *third) {
    WCHAR *text = allocate((wcslen(first) + wcslen(second) + wcslen(third) + 1) * sizeof(WCHAR));
    wcscpy(text, first);
    wcscat(text, second);
    wcscat(text, third);
    return text;
}

static void count(int counter, LONG64 change) {
    InterlockedExchangeAdd64(&counters[counter], change);
}

/* ------------------------------------------------------------------------------------------------------------------
 * calls.txt
 * ------------------------------------------------------------------------------------------------------------------ */

/* A growing UTF-8 text. */
typedef struct {
    char *bytes;
    size_t count;
    size_t room;
} Text;

static void text_add_byte(Text *text, char byte) {
    if (text->count == text->room) {
        text->room = text->room == 0 ? 256 : text->room * 2;
        text->bytes = realloc(text->bytes, text->room);
        if (text->bytes == NULL) {
            abort();
        }
    }
    text->bytes[text->count++] = byte;
}

static void text_add(Text *text, const char *ascii) {
    while (*ascii != '\0') {
        text_add_byte(text, *ascii++);
    }
}

/* By hand, because the printf family of this C library disagrees with the compiler about 64-bit formats. */
static void text_add_number(Text *text, int64_t number) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    digits[--at] = '\0';
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    text_add(text, digits + at);
}

static void text_add_escaped(Text *text, char byte) {
    switch (byte) {
        case '\t': text_add(text, "\\t"); break;
        case '\r': text_add(text, "\\r"); break;
        case '\n': text_add(text, "\\n"); break;
        case '\0': text_add(text, "\\0"); break;
        case '\\': text_add(text, "\\\\"); break;
        default: text_add_byte(text, byte);
    }
}

static void text_add_wide(Text *text, const WCHAR *wide, size_t length) {
    if (length == 0) {
        return;
    }
    int size = WideCharToMultiByte(CP_UTF8, 0, wide, (int)length, NULL, 0, NULL, NULL);
    char *utf8 = allocate((size_t)size);
    WideCharToMultiByte(CP_UTF8, 0, wide, (int)length, utf8, size, NULL, NULL);
    for (int i = 0; i < size; i++) {
        text_add_escaped(text, utf8[i]);
    }
    free(utf8);
}

static Text line_begin(const char *what) {
    Text line = {0};
    text_add_number(&line, file_time_to_unix(file_time_now()));
    text_add_byte(&line, '\t');
    text_add(&line, what);
    return line;
}

static void line_key(Text *line, const char *key) {
    text_add_byte(line, '\t');
    text_add(line, key);
    text_add_byte(line, '=');
}

static void line_number(Text *line, const char *key, int64_t number) {
    line_key(line, key);
    text_add_number(line, number);
}

static void line_ascii(Text *line, const char *key, const char *value) {
    line_key(line, key);
    text_add(line, value);
}

static void line_wide(Text *line, const char *key, const WCHAR *value, size_t length) {
    line_key(line, key);
    text_add_wide(line, value, length);
}

/*
 * Opened for each line, so that a test may move the file away. Several processes may write: a lock on a byte far
 * behind the end keeps their lines apart without keeping anybody from reading.
 */
static void append_to_calls(const char *bytes, size_t size) {
    WCHAR *path = join(directory, L"calls.txt", L"");
    HANDLE file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, SHARE_ALL, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL,
                              NULL);
    free(path);
    if (file == INVALID_HANDLE_VALUE) {
        return;
    }
    OVERLAPPED guard = {0};
    guard.OffsetHigh = 0x7FFFFFFF;
    BOOL guarded = LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &guard);
    SetFilePointer(file, 0, NULL, FILE_END);
    DWORD written;
    WriteFile(file, bytes, (DWORD)size, &written, NULL);
    if (guarded) {
        UnlockFileEx(file, 0, 1, 0, &guard);
    }
    CloseHandle(file);
}

static void line_end(Text *line) {
    text_add_byte(line, '\n');
    append_to_calls(line->bytes, line->count);
    free(line->bytes);
}

/* Something that a correct program never does. */
static Text violation_begin(const char *function, const char *reason) {
    count(COUNTER_VIOLATIONS, 1);
    InterlockedIncrement64(&own_violations);
    Text line = line_begin("violation");
    line_ascii(&line, "function", function);
    line_ascii(&line, "reason", reason);
    return line;
}

static void violation(FunctionId function, const char *reason) {
    Text line = violation_begin(FUNCTION_NAMES[function], reason);
    line_end(&line);
}

/* ------------------------------------------------------------------------------------------------------------------
 * Events
 * ------------------------------------------------------------------------------------------------------------------ */

static void event_add(EventBlock *events, DWORD flags) {
    if (events->active) {
        events->pending |= flags;
    }
}

/* Tells every handle that can see this row. */
static void post(const Host *host, const Session *row, DWORD flags) {
    bool only_merged = !is_empty(row->host);
    if (host == hosts && !only_merged) {
        event_add(&local_events, flags);
    }
    for (Server *server = servers; server != NULL; server = server->next) {
        if (server->host == host && (server->merged || !only_merged)) {
            event_add(&server->events, flags);
        }
    }
}

static bool has_client(const Session *row) {
    return row->state == STATE_ACTIVE || row->state == STATE_CONNECTED || row->state == STATE_SHADOW;
}

static DWORD flags_of_new(const Session *row) {
    DWORD flags = EVENT_CREATE;
    if (has_client(row)) {
        flags |= EVENT_CONNECT;
    }
    if (!is_empty(row->user)) {
        flags |= EVENT_LOGON;
    }
    return flags;
}

static DWORD flags_of_removed(const Session *row) {
    return EVENT_DELETE | (is_empty(row->user) ? 0 : EVENT_LOGOFF);
}

static bool same_logon(const Session *a, const Session *b) {
    return a->logon == b->logon && wcscmp(a->user, b->user) == 0 && wcscmp(a->domain, b->domain) == 0;
}

static DWORD flags_of_change(const Session *before, const Session *after) {
    DWORD flags = 0;
    if (before->state != after->state) {
        flags |= EVENT_STATE_CHANGE;
    }
    if (has_client(before) && !has_client(after)) {
        flags |= EVENT_DISCONNECT;
    }
    if (!has_client(before) && has_client(after)) {
        flags |= EVENT_CONNECT;
    }
    if (!same_logon(before, after)) {
        flags |= is_empty(before->user) ? 0 : EVENT_LOGOFF;
        flags |= is_empty(after->user) ? 0 : EVENT_LOGON;
    }
    return flags;
}

/*
 * Questions come in the order of the list, so a search begins where the last one ended: with thousands of sessions the
 * searches would take longer than everything else. No two rows that one handle sees have the same id.
 */
static size_t last_found;

static Session *nth_after_last_found(const List *sessions, size_t n) {
    return list_at(sessions, (last_found + n) % sessions->count);
}

static Session *found(const List *sessions, Session *row) {
    last_found = (size_t)(row - (const Session *)sessions->items);
    return row;
}

static Session *find_uid(const Scenario *scenario, int64_t uid) {
    for (size_t i = 0; i < scenario->sessions.count; i++) {
        Session *row = nth_after_last_found(&scenario->sessions, i);
        if (row->uid == uid) {
            return found(&scenario->sessions, row);
        }
    }
    return NULL;
}

static void post_differences(const Host *host, const Scenario *before, const Scenario *after) {
    for (size_t i = 0; i < before->sessions.count; i++) {
        const Session *old_row = list_at(&before->sessions, i);
        if (find_uid(after, old_row->uid) == NULL) {
            post(host, old_row, flags_of_removed(old_row));
        }
    }
    for (size_t i = 0; i < after->sessions.count; i++) {
        const Session *new_row = list_at(&after->sessions, i);
        const Session *old_row = find_uid(before, new_row->uid);
        post(host, new_row, old_row == NULL ? flags_of_new(new_row) : flags_of_change(old_row, new_row));
    }
}

/* ------------------------------------------------------------------------------------------------------------------
 * Reading a scenario. A function that finds something wrong returns what it is, NULL otherwise.
 * ------------------------------------------------------------------------------------------------------------------ */

typedef enum { NUMBER, TEXT, UTF16, UNIX_TIME, FILE_TIME, FUNCTION } FieldKind;

typedef struct {
    const WCHAR *key;
    FieldKind kind;
    size_t offset;
    int64_t low;
    int64_t high;
    bool required;
} Field;

#define TEXT_FIELD(type, key, member) {key, TEXT, offsetof(type, member), 0, 0, false}
#define DWORD_FIELD(type, key, member) {key, NUMBER, offsetof(type, member), 0, UINT32_MAX, false}
#define INT_FIELD(type, key, member) {key, NUMBER, offsetof(type, member), INT32_MIN, INT32_MAX, false}
#define SESSION_FIELD(type, key, member, required) {key, NUMBER, offsetof(type, member), 0, ANY_SESSION - 1, required}
#define TIME_FIELDS(key, raw_key, member) \
    {key, UNIX_TIME, offsetof(Session, member), INT64_MIN / 20000, INT64_MAX / 20000, false}, \
    {raw_key, FILE_TIME, offsetof(Session, member), INT64_MIN, INT64_MAX, false}
#define END_OF_FIELDS {NULL, NUMBER, 0, 0, 0, false}

static const Field SESSION_FIELDS[] = {
    SESSION_FIELD(Session, L"id", id, true),
    SESSION_FIELD(Session, L"uid", uid, false),
    INT_FIELD(Session, L"state", state),
    INT_FIELD(Session, L"flags", flags),
    TIME_FIELDS(L"logon", L"logonFiletime", logon),
    TIME_FIELDS(L"connect", L"connectFiletime", connect),
    TIME_FIELDS(L"disconnect", L"disconnectFiletime", disconnect),
    TIME_FIELDS(L"input", L"inputFiletime", input),
    DWORD_FIELD(Session, L"inBytes", in_bytes),
    DWORD_FIELD(Session, L"outBytes", out_bytes),
    DWORD_FIELD(Session, L"inFrames", in_frames),
    DWORD_FIELD(Session, L"outFrames", out_frames),
    DWORD_FIELD(Session, L"family", family),
    DWORD_FIELD(Session, L"build", build),
    DWORD_FIELD(Session, L"width", width),
    DWORD_FIELD(Session, L"height", height),
    DWORD_FIELD(Session, L"color", color),
    {L"protocol", NUMBER, offsetof(Session, protocol), 0, UINT16_MAX, false},
    {L"closes", NUMBER, offsetof(Session, closes), -1, UINT32_MAX, false},
    TEXT_FIELD(Session, L"name", name),
    TEXT_FIELD(Session, L"user", user),
    {L"userUtf16", UTF16, offsetof(Session, user), 0, 0, false},
    TEXT_FIELD(Session, L"domain", domain),
    TEXT_FIELD(Session, L"host", host),
    TEXT_FIELD(Session, L"farm", farm),
    TEXT_FIELD(Session, L"client", client),
    TEXT_FIELD(Session, L"address", address),
    TEXT_FIELD(Session, L"program", program),
    TEXT_FIELD(Session, L"directory", directory),
    END_OF_FIELDS,
};

static const Field PROCESS_FIELDS[] = {
    SESSION_FIELD(Process, L"session", session, true),
    {L"pid", NUMBER, offsetof(Process, pid), 0, UINT32_MAX, true},
    DWORD_FIELD(Process, L"threads", threads),
    DWORD_FIELD(Process, L"handles", handles),
    DWORD_FIELD(Process, L"workingSet", working_set),
    {L"userMs", NUMBER, offsetof(Process, user_millis), INT64_MIN, INT64_MAX, false},
    {L"kernelMs", NUMBER, offsetof(Process, kernel_millis), INT64_MIN, INT64_MAX, false},
    TEXT_FIELD(Process, L"name", name),
    END_OF_FIELDS,
};

static const Field FAIL_FIELDS[] = {
    {L"function", FUNCTION, offsetof(Rule, function), 0, 0, true},
    SESSION_FIELD(Rule, L"session", session, false),
    {L"infoClass", NUMBER, offsetof(Rule, info_class), 0, UINT32_MAX, false},
    {L"times", NUMBER, offsetof(Rule, times), 1, INT32_MAX, false},
    {L"code", NUMBER, offsetof(Rule, code), 0, UINT32_MAX - 1, true},
    END_OF_FIELDS,
};

static const Field HANG_FIELDS[] = {
    {L"function", FUNCTION, offsetof(Rule, function), 0, 0, true},
    SESSION_FIELD(Rule, L"session", session, false),
    {L"infoClass", NUMBER, offsetof(Rule, info_class), 0, UINT32_MAX, false},
    {L"times", NUMBER, offsetof(Rule, times), 1, INT32_MAX, false},
    {L"millis", NUMBER, offsetof(Rule, millis), 0, INT32_MAX, true},
    END_OF_FIELDS,
};

static const Field ANSWER_FIELDS[] = {
    SESSION_FIELD(Answer, L"session", session, true),
    {L"response", NUMBER, offsetof(Answer, response), 0, UINT32_MAX, true},
    END_OF_FIELDS,
};

static const Field LEVEL_FIELDS[] = {
    {L"function", FUNCTION, offsetof(Level, function), 0, 0, true},
    {L"value", NUMBER, offsetof(Level, value), 0, UINT32_MAX, true},
    END_OF_FIELDS,
};

static const Field GONE_FIELDS[] = {
    {L"code", NUMBER, offsetof(Gone, code), 1, UINT32_MAX - 1, true},
    END_OF_FIELDS,
};

static const Field CLOCK_FIELDS[] = {
    {L"offset", NUMBER, offsetof(Clock, offset), INT64_MIN / 20000, INT64_MAX / 20000, true},
    END_OF_FIELDS,
};

static bool read_number(const WCHAR *text, int64_t *number) {
    bool negative = *text == L'-';
    if (negative) {
        text++;
    }
    uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    uint64_t value = 0;
    if (*text == L'\0') {
        return false;
    }
    for (; *text != L'\0'; text++) {
        if (*text < L'0' || *text > L'9') {
            return false;
        }
        uint64_t digit = (uint64_t)(*text - L'0');
        if (value > (limit - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *number = (int64_t)(negative ? 0 - value : value);
    return true;
}

static bool read_function(const WCHAR *text, int64_t *function) {
    for (int i = 0; i < FN_COUNT; i++) {
        const char *name = FUNCTION_NAMES[i];
        size_t at = 0;
        while (name[at] != '\0' && text[at] == (WCHAR)name[at]) {
            at++;
        }
        if (name[at] == '\0' && text[at] == L'\0') {
            *function = i;
            return true;
        }
    }
    return false;
}

static const WCHAR HEX_DIGITS[] = L"0123456789ABCDEF";

/* Four hexadecimal digits for each unit, which may be half of a pair. They are replaced by the units in their own place. */
static const char *set_utf16(WCHAR *digits, const WCHAR **member) {
    WCHAR *end = digits;
    *member = digits;
    for (; *digits != L'\0'; digits += 4) {
        unsigned unit = 0;
        for (int i = 0; i < 4; i++) {
            const WCHAR *digit = digits[i] == L'\0' ? NULL : wcschr(HEX_DIGITS, digits[i]);
            if (digit == NULL) {
                return "not four hexadecimal digits for each unit";
            }
            unit = unit * 16 + (unsigned)(digit - HEX_DIGITS);
        }
        *end++ = (WCHAR)unit;
    }
    *end = L'\0';
    return NULL;
}

static const char *set_number(const Field *field, const WCHAR *value, int64_t *member) {
    int64_t number;
    if (!read_number(value, &number)) {
        return "not a number";
    }
    if (number < field->low || number > field->high) {
        return "number out of range";
    }
    *member = field->kind == UNIX_TIME ? unix_to_file_time(number) : number;
    return NULL;
}

static const char *set_field(const Field *field, WCHAR *value, void *record, uint64_t *seen) {
    uint64_t bit = 1ULL << (field->offset / 8);
    if ((*seen & bit) != 0) {
        return "key given twice";
    }
    *seen |= bit;
    void *member = (char *)record + field->offset;
    if (field->kind == TEXT) {
        *(const WCHAR **)member = value;
        return NULL;
    }
    if (field->kind == UTF16) {
        return set_utf16(value, member);
    }
    if (field->kind == FUNCTION) {
        return read_function(value, member) ? NULL : "unknown function";
    }
    return set_number(field, value, member);
}

static const Field *find_field(const Field *fields, const WCHAR *key) {
    for (; fields->key != NULL; fields++) {
        if (wcscmp(fields->key, key) == 0) {
            return fields;
        }
    }
    return NULL;
}

static const char *check_required(const Field *fields, uint64_t seen) {
    for (; fields->key != NULL; fields++) {
        if (fields->required && (seen & (1ULL << (fields->offset / 8))) == 0) {
            return "required key missing";
        }
    }
    return NULL;
}

/* Ends the piece at the next separator and returns what follows it, NULL after the last piece. */
static WCHAR *cut(WCHAR *text, WCHAR separator) {
    WCHAR *end = wcschr(text, separator);
    if (end == NULL) {
        return NULL;
    }
    *end = L'\0';
    return end + 1;
}

static const char *read_fields(WCHAR *rest, const Field *fields, void *record) {
    uint64_t seen = 0;
    while (rest != NULL) {
        WCHAR *key = rest;
        rest = cut(rest, L'\t');
        WCHAR *value = cut(key, L'=');
        if (value == NULL) {
            return "field without =";
        }
        const Field *field = find_field(fields, key);
        if (field == NULL) {
            return "unknown key";
        }
        const char *problem = set_field(field, value, record, &seen);
        if (problem != NULL) {
            return problem;
        }
    }
    return check_required(fields, seen);
}

/* Found at run time, so that building needs no import library but the usual ones. */
static FARPROC system_function(const char *name) {
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), name);
}

typedef LONG(WINAPI *ReadIpv4)(const WCHAR *, BOOLEAN, const WCHAR **, BYTE *);
typedef LONG(WINAPI *ReadIpv6)(const WCHAR *, const WCHAR **, BYTE *);

static bool read_ipv4(const WCHAR *text, BYTE *bytes) {
    ReadIpv4 read = (ReadIpv4)(void (*)(void))system_function("RtlIpv4StringToAddressW");
    const WCHAR *end;
    return read(text, TRUE, &end, bytes) == 0 && *end == L'\0';
}

static bool read_ipv6(const WCHAR *text, BYTE *bytes) {
    ReadIpv6 read = (ReadIpv6)(void (*)(void))system_function("RtlIpv6StringToAddressW");
    const WCHAR *end;
    return read(text, &end, bytes) == 0 && *end == L'\0';
}

static const char *read_address(Session *row) {
    if (is_empty(row->address)) {
        return NULL;
    }
    bool valid = (row->family == FAMILY_IPV4 && read_ipv4(row->address, row->address_bytes)) ||
                 (row->family == FAMILY_IPV6 && read_ipv6(row->address, row->address_bytes));
    return valid ? NULL : "address does not fit the family";
}

static const char *check_unique(const Scenario *scenario, const Session *row) {
    for (size_t i = 0; i < scenario->sessions.count; i++) {
        const Session *other = list_at(&scenario->sessions, i);
        if (other->serial == row->serial) {
            continue;
        }
        if (other->uid == row->uid) {
            return "uid used twice";
        }
        if (other->id == row->id && wcscmp(other->host, row->host) == 0) {
            return "id used twice";
        }
    }
    return NULL;
}

static const char *read_session(WCHAR *rest, Scenario *scenario) {
    Session *row = list_add(&scenario->sessions);
    row->uid = -1;
    row->flags = -1;
    row->name = row->user = row->domain = row->host = row->farm = L"";
    row->client = row->address = row->program = row->directory = L"";
    const char *problem = read_fields(rest, SESSION_FIELDS, row);
    if (problem != NULL) {
        return problem;
    }
    if (row->uid < 0) {
        row->uid = row->id;
    }
    row->serial = ++last_serial;
    problem = read_address(row);
    return problem != NULL ? problem : check_unique(scenario, row);
}

static const char *read_process(WCHAR *rest, Scenario *scenario) {
    Process *process = list_add(&scenario->processes);
    process->name = L"";
    return read_fields(rest, PROCESS_FIELDS, process);
}

static Rule *add_rule(List *rules) {
    Rule *rule = list_add(rules);
    rule->session = rule->info_class = rule->times = -1;
    return rule;
}

static const char *read_fail(WCHAR *rest, Scenario *scenario) {
    Rule *rule = add_rule(&scenario->fails);
    const char *problem = read_fields(rest, FAIL_FIELDS, rule);
    if (problem == NULL && rule->function >= FN_CLOSE_SERVER) {
        return "this function cannot be told to fail";
    }
    return problem;
}

static const char *read_hang(WCHAR *rest, Scenario *scenario) {
    Rule *rule = add_rule(&scenario->hangs);
    const char *problem = read_fields(rest, HANG_FIELDS, rule);
    if (problem == NULL && rule->function > FN_CLOSE_SERVER) {
        return "this function cannot be told to hang";
    }
    return problem;
}

static const char *read_level(WCHAR *rest, Scenario *scenario) {
    Level *level = list_add(&scenario->levels);
    const char *problem = read_fields(rest, LEVEL_FIELDS, level);
    if (problem == NULL && level->function != FN_ENUMERATE_SESSIONS_EX && level->function != FN_ENUMERATE_PROCESSES_EX) {
        return "this function has no level";
    }
    return problem;
}

static const char *read_record(WCHAR *line, Scenario *scenario) {
    WCHAR *rest = cut(line, L'\t');
    if (wcscmp(line, L"session") == 0) {
        return read_session(rest, scenario);
    }
    if (wcscmp(line, L"process") == 0) {
        return read_process(rest, scenario);
    }
    if (wcscmp(line, L"fail") == 0) {
        return read_fail(rest, scenario);
    }
    if (wcscmp(line, L"hang") == 0) {
        return read_hang(rest, scenario);
    }
    if (wcscmp(line, L"answer") == 0) {
        return read_fields(rest, ANSWER_FIELDS, list_add(&scenario->answers));
    }
    if (wcscmp(line, L"level") == 0) {
        return read_level(rest, scenario);
    }
    if (wcscmp(line, L"gone") == 0) {
        return read_fields(rest, GONE_FIELDS, &scenario->gone);
    }
    if (wcscmp(line, L"clock") == 0) {
        return read_fields(rest, CLOCK_FIELDS, &scenario->clock);
    }
    return "unknown record type";
}

static const char *read_lines(Scenario *scenario, int *at) {
    WCHAR *rest = scenario->text;
    for (*at = 1; rest != NULL; ++*at) {
        WCHAR *line = rest;
        rest = cut(rest, L'\n');
        if (wcschr(line, L'\r') != NULL) {
            return "carriage return";
        }
        if (is_empty(line) || line[0] == L'#') {
            continue;
        }
        const char *problem = read_record(line, scenario);
        if (problem != NULL) {
            return problem;
        }
    }
    return NULL;
}

/* NULL if it is not UTF-8 or has NUL characters in it. */
static WCHAR *decode(const char *bytes, size_t size) {
    if (memchr(bytes, '\0', size) != NULL) {
        return NULL;
    }
    if (size == 0) {
        return allocate(sizeof(WCHAR));
    }
    int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, bytes, (int)size, NULL, 0);
    if (length == 0) {
        return NULL;
    }
    WCHAR *text = allocate(((size_t)length + 1) * sizeof(WCHAR));
    MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, bytes, (int)size, text, length);
    return text;
}

static void free_scenario(Scenario *scenario) {
    if (scenario == NULL) {
        return;
    }
    free(scenario->text);
    free(scenario->sessions.items);
    free(scenario->processes.items);
    free(scenario->fails.items);
    free(scenario->hangs.items);
    free(scenario->answers.items);
    free(scenario->levels.items);
    free(scenario);
}

static Scenario *new_scenario(void) {
    Scenario *scenario = allocate(sizeof *scenario);
    scenario->sessions.item_size = sizeof(Session);
    scenario->processes.item_size = sizeof(Process);
    scenario->fails.item_size = sizeof(Rule);
    scenario->hangs.item_size = sizeof(Rule);
    scenario->answers.item_size = sizeof(Answer);
    scenario->levels.item_size = sizeof(Level);
    scenario->gone.code = CODE_SESSION_NOT_FOUND;
    return scenario;
}

static void report_unreadable(const Host *host, const char *problem, int at) {
    Text line = violation_begin("scenario", problem);
    line_wide(&line, "file", host->path, wcslen(host->path));
    line_number(&line, "line", at);
    line_end(&line);
}

static Scenario *read_scenario(const Host *host) {
    Scenario *scenario = new_scenario();
    int at = 0;
    const char *problem = "not UTF-8 text";
    scenario->text = decode(host->bytes, host->byte_count);
    if (scenario->text != NULL) {
        problem = read_lines(scenario, &at);
    }
    if (problem != NULL) {
        report_unreadable(host, problem, at);
        free_scenario(scenario);
        return NULL;
    }
    return scenario;
}

/* ------------------------------------------------------------------------------------------------------------------
 * Hosts: keeping the state as new as the file and the clock
 * ------------------------------------------------------------------------------------------------------------------ */

static bool read_file(const WCHAR *path, char **bytes, size_t *size) {
    HANDLE file = CreateFileW(path, GENERIC_READ, SHARE_ALL, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        return false;
    }
    Text text = {0};
    char part[4096];
    DWORD got = 0;
    BOOL fine;
    while ((fine = ReadFile(file, part, sizeof part, &got, NULL)) && got > 0) {
        for (DWORD i = 0; i < got; i++) {
            text_add_byte(&text, part[i]);
        }
    }
    CloseHandle(file);
    *bytes = text.bytes != NULL ? text.bytes : allocate(1);
    *size = text.count;
    if (!fine) {
        free(*bytes);
    }
    return fine;
}

static bool read_stamp(const WCHAR *path, Stamp *stamp) {
    WIN32_FILE_ATTRIBUTE_DATA data;
    if (!GetFileAttributesExW(path, GetFileExInfoStandard, &data) ||
        (data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
        return false;
    }
    stamp->last_write = data.ftLastWriteTime;
    stamp->size = ((uint64_t)data.nFileSizeHigh << 32) | data.nFileSizeLow;
    return true;
}

static bool same_stamp(const Stamp *a, const Stamp *b) {
    return a->size == b->size && CompareFileTime(&a->last_write, &b->last_write) == 0;
}

static bool is_young(const Stamp *stamp) {
    int64_t written = (int64_t)(((uint64_t)stamp->last_write.dwHighDateTime << 32) | stamp->last_write.dwLowDateTime);
    int64_t age = file_time_now() - written;
    return age > -YOUNG_FILE_TICKS && age < YOUNG_FILE_TICKS;
}

static void take_over_file(Host *host, char *bytes, size_t size) {
    free(host->bytes);
    host->bytes = bytes;
    host->byte_count = size;
    Scenario *scenario = read_scenario(host);
    if (scenario == NULL) {
        return; /* the old state stays */
    }
    if (host->scenario != NULL) {
        post_differences(host, host->scenario, scenario);
    }
    free_scenario(host->scenario);
    host->scenario = scenario;
}

/*
 * A changed stamp means: read again, even if the text is the same, so that touching the file restores its state.
 * The stamp of a file that was written just now can miss a second change, so as long as it is young its text is
 * compared too.
 */
static void reload_if_changed(Host *host, const Stamp *stamp) {
    bool changed = !same_stamp(stamp, &host->stamp);
    if (!changed && !host->young) {
        return;
    }
    bool young = is_young(stamp);
    char *bytes;
    size_t size;
    if (!read_file(host->path, &bytes, &size)) {
        return; /* tried again at the next call */
    }
    host->stamp = *stamp;
    host->young = young;
    if (changed || size != host->byte_count || memcmp(bytes, host->bytes, size) != 0) {
        take_over_file(host, bytes, size);
    } else {
        free(bytes);
    }
}

static void remove_processes(Scenario *scenario, int64_t uid) {
    for (size_t i = scenario->processes.count; i-- > 0;) {
        const Process *process = list_at(&scenario->processes, i);
        if (process->session == uid) {
            list_remove(&scenario->processes, i);
        }
    }
}

static void finish_logoffs(Host *host) {
    int64_t now = monotonic_millis();
    List *sessions = &host->scenario->sessions;
    for (size_t i = sessions->count; i-- > 0;) {
        const Session *row = list_at(sessions, i);
        if (row->closing && row->closes_at <= now) {
            post(host, row, flags_of_removed(row));
            remove_processes(host->scenario, row->uid);
            list_remove(sessions, i);
        }
    }
}

static DWORD refresh(Host *host) {
    Stamp stamp;
    if (!read_stamp(host->path, &stamp)) {
        memset(&host->stamp, 0, sizeof host->stamp); /* read again when it is back */
        return CODE_SERVER_UNAVAILABLE;
    }
    reload_if_changed(host, &stamp);
    if (host->scenario == NULL) {
        return CODE_SERVER_UNAVAILABLE;
    }
    finish_logoffs(host);
    return 0;
}

static int64_t host_now(const Host *host) {
    return file_time_now() + host->scenario->clock.offset * 10000;
}

static Host *add_host(const WCHAR *name) {
    Host *host = allocate(sizeof *host);
    host->name = join(name, L"", L"");
    WCHAR *file = is_empty(name) ? join(L"scenario", L".txt", L"") : join(L"scenario-", name, L".txt");
    host->path = join(directory, file, L"");
    free(file);
    Host **end = &hosts;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = host;
    return host;
}

static bool is_possible_name(const WCHAR *name) {
    return !is_empty(name) && wcslen(name) <= 255 && wcspbrk(name, L"\\/:*?\"<>|") == NULL;
}

static WCHAR *upper_case(const WCHAR *name) {
    WCHAR *upper = join(name, L"", L"");
    int length = (int)wcslen(name);
    LCMapStringW(LOCALE_INVARIANT, LCMAP_UPPERCASE, name, length, upper, length);
    return upper;
}

/* NULL if there is no such server. */
static Host *find_host(const WCHAR *name) {
    if (!is_possible_name(name)) {
        return NULL;
    }
    WCHAR *upper = upper_case(name);
    Host *host = hosts;
    while (host != NULL && wcscmp(host->name, upper) != 0) {
        host = host->next;
    }
    if (host == NULL) {
        host = add_host(upper);
    }
    free(upper);
    return host;
}

/* ------------------------------------------------------------------------------------------------------------------
 * What every call has in common
 * ------------------------------------------------------------------------------------------------------------------ */

static Call enter(FunctionId function) {
    Call call = {0};
    call.saved_error = GetLastError();
    call.function = function;
    call.info_class = -1;
    count(COUNTER_CALLS + (int)function, 1);
    EnterCriticalSection(&lock);
    return call;
}

static void leave(const Call *call, DWORD error) {
    LeaveCriticalSection(&lock);
    /* The work above has changed the last error; a call that succeeds on Windows leaves it alone. */
    SetLastError(error == 0 || error == FALSE_WITHOUT_ERROR ? call->saved_error : error);
}

static BOOL leave_with(const Call *call, DWORD error) {
    leave(call, error);
    return error == 0;
}

static Server *find_server(HANDLE handle) {
    Server *server = servers;
    while (server != NULL && server->handle != handle) {
        server = server->next;
    }
    return server;
}

static DWORD resolve_server(Call *call, HANDLE handle) {
    if (handle == NULL) {
        call->host = hosts;
        return 0;
    }
    call->server = find_server(handle);
    if (call->server == NULL) {
        return ERROR_INVALID_HANDLE;
    }
    call->host = call->server->host;
    call->merged = call->server->merged;
    return 0;
}

/* Only a handle for virtual machines sees their rows, and then rows are known by their uid. */
static bool is_visible(const Call *call, const Session *row) {
    return call->merged || is_empty(row->host);
}

static int64_t id_for(const Call *call, const Session *row) {
    return call->merged ? row->uid : row->id;
}

static Session *find_row(const Call *call, int64_t id) {
    const List *sessions = &call->host->scenario->sessions;
    for (size_t i = 0; i < sessions->count; i++) {
        Session *row = nth_after_last_found(sessions, i);
        if (is_visible(call, row) && id_for(call, row) == id) {
            return found(sessions, row);
        }
    }
    return NULL;
}

static Session *find_serial(const Host *host, int64_t serial) {
    const List *sessions = &host->scenario->sessions;
    for (size_t i = 0; i < sessions->count; i++) {
        Session *row = list_at(sessions, i);
        if (row->serial == serial) {
            return row;
        }
    }
    return NULL;
}

/* The session key by which the other records of a scenario name the session of this call; -1 without one. */
static int64_t session_key(const Call *call) {
    if (!call->has_session) {
        return -1;
    }
    const Session *row = find_row(call, call->session);
    return row != NULL ? row->uid : (int64_t)call->session;
}

/* The first rule that is meant, used up by one. */
static const Rule *take_rule(const List *rules, const Call *call) {
    int64_t session = session_key(call);
    for (size_t i = 0; i < rules->count; i++) {
        Rule *rule = list_at(rules, i);
        if (rule->function != (int64_t)call->function || rule->times == 0 ||
            (rule->session >= 0 && rule->session != session) ||
            (rule->info_class >= 0 && rule->info_class != call->info_class)) {
            continue;
        }
        if (rule->times > 0) {
            rule->times--;
        }
        return rule;
    }
    return NULL;
}

static DWORD hang_if_told(Call *call) {
    const Rule *rule = take_rule(&call->host->scenario->hangs, call);
    if (rule == NULL) {
        return 0;
    }
    HANDLE handle = call->server != NULL ? call->server->handle : NULL;
    sleep_unlocked((DWORD)rule->millis);
    /* Meanwhile the handle may have been closed and the file may have changed. */
    DWORD error = handle != NULL ? resolve_server(call, handle) : 0;
    return error != 0 ? error : refresh(call->host);
}

static DWORD fail_if_told(Call *call) {
    const Rule *rule = take_rule(&call->host->scenario->fails, call);
    if (rule == NULL) {
        return 0;
    }
    return rule->code == 0 ? FALSE_WITHOUT_ERROR : (DWORD)rule->code;
}

/* For a call whose host is known. */
static DWORD begin_on_host(Call *call) {
    DWORD error = refresh(call->host);
    if (error == 0) {
        error = hang_if_told(call);
    }
    return error != 0 ? error : fail_if_told(call);
}

static DWORD begin(Call *call, HANDLE handle) {
    DWORD error = resolve_server(call, handle);
    return error != 0 ? error : begin_on_host(call);
}

/* No caller has a reason to use the placeholders: the first one means the caller's own session. */
static DWORD begin_on_session(Call *call, HANDLE handle, DWORD session) {
    call->has_session = true;
    call->session = session;
    if (session == CURRENT_SESSION || session == ANY_SESSION) {
        resolve_server(call, handle); /* for the line in calls.txt */
        violation(call->function, session == CURRENT_SESSION ? "WTS_CURRENT_SESSION" : "WTS_ANY_SESSION");
        return ERROR_INVALID_PARAMETER;
    }
    return begin(call, handle);
}

static DWORD gone_code(const Call *call) {
    return (DWORD)call->host->scenario->gone.code;
}

/* ------------------------------------------------------------------------------------------------------------------
 * Memory that the caller has to give back
 * ------------------------------------------------------------------------------------------------------------------ */

static void *new_block(BlockKind kind, size_t size, DWORD entries) {
    Block *block = allocate(sizeof *block);
    block->memory = allocate(size);
    block->size = size;
    block->kind = kind;
    block->count = entries;
    block->next = blocks;
    blocks = block;
    count(COUNTER_LIVE, 1);
    count(COUNTER_TOTAL, 1);
    InterlockedIncrement64(&own_live);
    return block->memory;
}

static Block **find_block(const void *memory) {
    Block **link = &blocks;
    while (*link != NULL && (*link)->memory != memory) {
        link = &(*link)->next;
    }
    return link;
}

/*
 * Really released only much later, so that the address is not handed out again soon: a second free is noticed instead
 * of hitting the next answer, and a stale pointer shows the fill pattern.
 */
static void delay_release(void *memory) {
    free(released[released_at]);
    released[released_at] = memory;
    released_at = (released_at + 1) % DELAYED_RELEASES;
}

static void release_block(Block **link) {
    Block *block = *link;
    *link = block->next;
    memset(block->memory, 0xDD, block->size);
    delay_release(block->memory);
    free(block);
    count(COUNTER_LIVE, -1);
    InterlockedDecrement64(&own_live);
}

static void wrong_count(DWORD expected, DWORD given) {
    Text line = violation_begin(FUNCTION_NAMES[FN_FREE_MEMORY_EX], "wrong count");
    line_number(&line, "expected", expected);
    line_number(&line, "given", given);
    line_end(&line);
}

static void wrong_kind(FunctionId function, BlockKind expected, int64_t given) {
    Text line = violation_begin(FUNCTION_NAMES[function], "wrong kind of memory");
    line_number(&line, "expected", expected);
    line_number(&line, "given", given);
    line_end(&line);
}

static bool free_plain(void *memory) {
    Block **link = find_block(memory);
    if (*link == NULL) {
        violation(FN_FREE_MEMORY, "unknown or already freed pointer");
        return false;
    }
    if ((*link)->kind != BLOCK_PLAIN) {
        wrong_kind(FN_FREE_MEMORY, (*link)->kind, BLOCK_PLAIN);
        return false;
    }
    release_block(link);
    return true;
}

static bool free_typed(DWORD type, void *memory, DWORD entries) {
    Block **link = find_block(memory);
    if (*link == NULL) {
        violation(FN_FREE_MEMORY_EX, "unknown or already freed pointer");
        return false;
    }
    if ((*link)->kind == BLOCK_PLAIN || (DWORD)(*link)->kind != type) {
        wrong_kind(FN_FREE_MEMORY_EX, (*link)->kind, type);
        return false;
    }
    if ((*link)->count != entries) {
        wrong_count((*link)->count, entries);
        return false;
    }
    release_block(link);
    return true;
}

EXPORT VOID WINAPI WTSFreeMemory(PVOID memory) {
    Call call = enter(FN_FREE_MEMORY);
    bool fine = memory == NULL || free_plain(memory);
    leave(&call, fine ? 0 : ERROR_INVALID_PARAMETER);
}

EXPORT BOOL WINAPI WTSFreeMemoryExW(DWORD type, PVOID memory, ULONG entries) {
    Call call = enter(FN_FREE_MEMORY_EX);
    bool fine = memory == NULL || free_typed(type, memory, entries);
    return leave_with(&call, fine ? 0 : ERROR_INVALID_PARAMETER);
}

/* The strings of an enumeration stand behind its array, in the same block. */
static size_t string_size(const WCHAR *text) {
    return text == NULL ? 0 : (wcslen(text) + 1) * sizeof(WCHAR);
}

static LPWSTR put_string(WCHAR **end, const WCHAR *text) {
    if (text == NULL) {
        return NULL;
    }
    LPWSTR copy = *end;
    wcscpy(copy, text);
    *end += wcslen(text) + 1;
    return copy;
}

/* ------------------------------------------------------------------------------------------------------------------
 * Server handles
 * ------------------------------------------------------------------------------------------------------------------ */

static HANDLE add_server(Host *host, bool merged) {
    Server *server = allocate(sizeof *server);
    last_handle += 16; /* never used again, so that a closed handle is always noticed */
    server->handle = (HANDLE)last_handle;
    server->host = host;
    server->merged = merged;
    server->next = servers;
    servers = server;
    count(COUNTER_HANDLES, 1);
    InterlockedIncrement64(&own_handles);
    return server->handle;
}

static HANDLE open_server(Call *call, Host *host, bool merged) {
    DWORD error = CODE_SERVER_UNAVAILABLE;
    HANDLE handle = NULL;
    if (host != NULL) {
        call->host = host;
        error = begin_on_host(call);
    }
    if (error == 0) {
        handle = add_server(host, merged);
    }
    leave(call, error);
    return handle;
}

EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
    Call call = enter(FN_OPEN_SERVER);
    if (name == NULL) {
        leave(&call, ERROR_INVALID_PARAMETER);
        return NULL;
    }
    return open_server(&call, find_host(name), false);
}

EXPORT HANDLE WINAPI WTSOpenServerExW(LPWSTR name) {
    Call call = enter(FN_OPEN_SERVER_EX);
    return open_server(&call, name == NULL ? hosts : find_host(name), true);
}

static void remove_server(Server *server) {
    Server **link = &servers;
    while (*link != server) {
        link = &(*link)->next;
    }
    *link = server->next;
    server->closed = true;
    if (!server->events.waiting) {
        free(server); /* otherwise the thread that waits does it */
    }
    count(COUNTER_HANDLES, -1);
    InterlockedDecrement64(&own_handles);
}

static void close_server(Call *call, HANDLE handle) {
    DWORD error = resolve_server(call, handle);
    if (error == 0 && refresh(call->host) == 0) {
        hang_if_told(call);
        error = resolve_server(call, handle);
    }
    if (error == 0) {
        remove_server(call->server);
    } else {
        violation(FN_CLOSE_SERVER, "unknown or already closed handle");
    }
    leave(call, error);
}

EXPORT VOID WINAPI WTSCloseServer(HANDLE handle) {
    Call call = enter(FN_CLOSE_SERVER);
    if (handle == NULL) {
        leave(&call, 0);
        return;
    }
    close_server(&call, handle);
}

/* ------------------------------------------------------------------------------------------------------------------
 * Enumerating sessions
 * ------------------------------------------------------------------------------------------------------------------ */

static DWORD count_visible(const Call *call) {
    const List *sessions = &call->host->scenario->sessions;
    DWORD visible = 0;
    for (size_t i = 0; i < sessions->count; i++) {
        visible += is_visible(call, list_at(sessions, i)) ? 1 : 0;
    }
    return visible;
}

static void list_sessions(const Call *call, WTS_SESSION_INFOW **answer, DWORD *entries) {
    const List *sessions = &call->host->scenario->sessions;
    DWORD visible = count_visible(call);
    size_t size = visible * sizeof **answer;
    for (size_t i = 0; i < sessions->count; i++) {
        size += string_size(((const Session *)list_at(sessions, i))->name);
    }
    WTS_SESSION_INFOW *info = new_block(BLOCK_PLAIN, size, visible);
    *answer = info;
    *entries = visible;
    WCHAR *strings = (WCHAR *)(info + visible);
    for (size_t i = 0; i < sessions->count; i++) {
        const Session *row = list_at(sessions, i);
        if (!is_visible(call, row)) {
            continue;
        }
        info->SessionId = (DWORD)id_for(call, row);
        info->pWinStationName = put_string(&strings, row->name);
        info->State = (DWORD)row->state;
        info++;
    }
}

EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE handle, DWORD reserved, DWORD version, WTS_SESSION_INFOW **answer,
                                         DWORD *entries) {
    Call call = enter(FN_ENUMERATE_SESSIONS);
    if (answer != NULL) {
        *answer = NULL;
    }
    if (entries != NULL) {
        *entries = 0;
    }
    if (answer == NULL || entries == NULL || reserved != 0 || version != 1) {
        return leave_with(&call, ERROR_INVALID_PARAMETER);
    }
    DWORD error = begin(&call, handle);
    if (error == 0) {
        list_sessions(&call, answer, entries);
    }
    return leave_with(&call, error);
}

static const WCHAR *null_if_empty(const WCHAR *text) {
    return is_empty(text) ? NULL : text;
}

static const WCHAR *domain_or_null(const Session *row) {
    return is_empty(row->user) ? NULL : row->domain;
}

static size_t strings_of_session(const Session *row) {
    return string_size(row->name) + string_size(null_if_empty(row->host)) + string_size(null_if_empty(row->user)) +
           string_size(domain_or_null(row)) + string_size(null_if_empty(row->farm));
}

static void fill_session(const Call *call, const Session *row, WTS_SESSION_INFO_1W *info, WCHAR **strings) {
    info->ExecEnvId = (DWORD)id_for(call, row);
    info->State = (DWORD)row->state;
    info->SessionId = (DWORD)row->id;
    info->pSessionName = put_string(strings, row->name);
    info->pHostName = put_string(strings, null_if_empty(row->host));
    info->pUserName = put_string(strings, null_if_empty(row->user));
    info->pDomainName = put_string(strings, domain_or_null(row));
    info->pFarmName = put_string(strings, null_if_empty(row->farm));
}

static void list_sessions_ex(const Call *call, WTS_SESSION_INFO_1W **answer, DWORD *entries) {
    const List *sessions = &call->host->scenario->sessions;
    DWORD visible = count_visible(call);
    size_t size = visible * sizeof **answer;
    for (size_t i = 0; i < sessions->count; i++) {
        size += strings_of_session(list_at(sessions, i));
    }
    WTS_SESSION_INFO_1W *info = new_block(BLOCK_SESSIONS_1, size, visible);
    *answer = info;
    *entries = visible;
    WCHAR *strings = (WCHAR *)(info + visible);
    for (size_t i = 0; i < sessions->count; i++) {
        const Session *row = list_at(sessions, i);
        if (is_visible(call, row)) {
            fill_session(call, row, info++, &strings);
        }
    }
}

/* What the scenario says, else what was asked for. */
static DWORD level_of(const Call *call, DWORD asked) {
    const List *levels = &call->host->scenario->levels;
    for (size_t i = 0; i < levels->count; i++) {
        const Level *level = list_at(levels, i);
        if (level->function == (int64_t)call->function) {
            return (DWORD)level->value;
        }
    }
    return asked;
}

EXPORT BOOL WINAPI WTSEnumerateSessionsExW(HANDLE handle, DWORD *level, DWORD filter, WTS_SESSION_INFO_1W **answer,
                                           DWORD *entries) {
    Call call = enter(FN_ENUMERATE_SESSIONS_EX);
    if (answer != NULL) {
        *answer = NULL;
    }
    if (entries != NULL) {
        *entries = 0;
    }
    if (level == NULL || answer == NULL || entries == NULL || *level != 1 || filter != 0) {
        return leave_with(&call, ERROR_INVALID_PARAMETER);
    }
    DWORD error = begin(&call, handle);
    if (error == 0) {
        list_sessions_ex(&call, answer, entries);
        *level = level_of(&call, *level);
    }
    return leave_with(&call, error);
}

/* ------------------------------------------------------------------------------------------------------------------
 * Querying one session
 * ------------------------------------------------------------------------------------------------------------------ */

/* Fills a fixed field; with no room for a terminator there is none, as in the fields without the extra character. */
static void put_field(WCHAR *field, size_t length, const WCHAR *text) {
    size_t size = wcslen(text);
    memcpy(field, text, (size < length ? size : length) * sizeof(WCHAR));
}

#define PUT_FIELD(field, text) put_field(field, sizeof(field) / sizeof(WCHAR), text)
#define PUT_TERMINATED(field, text) put_field(field, sizeof(field) / sizeof(WCHAR) - 1, text)

static void *new_answer(size_t size, LPWSTR *answer, DWORD *bytes) {
    void *memory = new_block(BLOCK_PLAIN, size, 1);
    *answer = memory;
    *bytes = (DWORD)size;
    return memory;
}

static void answer_text(const WCHAR *text, LPWSTR *answer, DWORD *bytes) {
    wcscpy(new_answer(string_size(text), answer, bytes), text);
}

static void answer_number(int64_t number, LPWSTR *answer, DWORD *bytes) {
    *(DWORD *)new_answer(sizeof(DWORD), answer, bytes) = (DWORD)number;
}

static void answer_protocol(const Session *row, LPWSTR *answer, DWORD *bytes) {
    *(USHORT *)new_answer(sizeof(USHORT), answer, bytes) = (USHORT)row->protocol;
}

static void answer_address(const Session *row, LPWSTR *answer, DWORD *bytes) {
    WTS_CLIENT_ADDRESS *address = new_answer(sizeof *address, answer, bytes);
    address->AddressFamily = (DWORD)row->family;
    memcpy(address->Address + 2, row->address_bytes, sizeof row->address_bytes);
}

static void answer_display(const Session *row, LPWSTR *answer, DWORD *bytes) {
    WTS_CLIENT_DISPLAY *display = new_answer(sizeof *display, answer, bytes);
    display->HorizontalResolution = (DWORD)row->width;
    display->VerticalResolution = (DWORD)row->height;
    display->ColorDepth = (DWORD)row->color;
}

static void answer_client(const Session *row, LPWSTR *answer, DWORD *bytes) {
    WTSCLIENTW *client = new_answer(sizeof *client, answer, bytes);
    PUT_TERMINATED(client->ClientName, row->client);
    PUT_TERMINATED(client->Domain, row->domain);
    PUT_TERMINATED(client->UserName, row->user);
    PUT_TERMINATED(client->WorkDirectory, row->directory);
    PUT_TERMINATED(client->InitialProgram, row->program);
    client->ClientAddressFamily = (ULONG)row->family;
    PUT_TERMINATED(client->ClientAddress, row->address);
    client->HRes = (USHORT)row->width;
    client->VRes = (USHORT)row->height;
    client->ColorDepth = (USHORT)row->color;
    client->ClientBuildNumber = (ULONG)row->build;
}

static void answer_info(const Host *host, const Session *row, LPWSTR *answer, DWORD *bytes) {
    WTSINFOW *info = new_answer(sizeof *info, answer, bytes);
    info->State = (DWORD)row->state;
    info->SessionId = (DWORD)row->id;
    info->IncomingBytes = (DWORD)row->in_bytes;
    info->OutgoingBytes = (DWORD)row->out_bytes;
    info->IncomingFrames = (DWORD)row->in_frames;
    info->OutgoingFrames = (DWORD)row->out_frames;
    PUT_FIELD(info->WinStationName, row->name);
    PUT_FIELD(info->Domain, row->domain);
    PUT_TERMINATED(info->UserName, row->user);
    info->ConnectTime = row->connect;
    info->DisconnectTime = row->disconnect;
    info->LastInputTime = row->input;
    info->LogonTime = row->logon;
    info->CurrentTime = host_now(host);
}

static void answer_info_ex(const Host *host, const Session *row, LPWSTR *answer, DWORD *bytes) {
    WTSINFOEXW *outer = new_answer(sizeof *outer, answer, bytes);
    outer->Level = 1;
    WTSINFOEX_LEVEL1_W *info = &outer->Data.WTSInfoExLevel1;
    info->SessionId = (ULONG)row->id;
    info->SessionState = (DWORD)row->state;
    info->SessionFlags = (LONG)row->flags;
    PUT_TERMINATED(info->WinStationName, row->name);
    PUT_TERMINATED(info->UserName, row->user);
    PUT_TERMINATED(info->DomainName, row->domain);
    info->LogonTime = row->logon;
    info->ConnectTime = row->connect;
    info->DisconnectTime = row->disconnect;
    info->LastInputTime = row->input;
    info->CurrentTime = host_now(host);
    info->IncomingBytes = (DWORD)row->in_bytes;
    info->OutgoingBytes = (DWORD)row->out_bytes;
    info->IncomingFrames = (DWORD)row->in_frames;
    info->OutgoingFrames = (DWORD)row->out_frames;
}

/* Without a session: what can be said about the class alone. */
static DWORD check_class(DWORD info_class) {
    switch (info_class) {
        case CLASS_INITIAL_PROGRAM:
        case CLASS_WORKING_DIRECTORY:
        case CLASS_SESSION_ID:
        case CLASS_USER_NAME:
        case CLASS_WIN_STATION_NAME:
        case CLASS_DOMAIN_NAME:
        case CLASS_CONNECT_STATE:
        case CLASS_CLIENT_BUILD_NUMBER:
        case CLASS_CLIENT_NAME:
        case CLASS_CLIENT_ADDRESS:
        case CLASS_CLIENT_DISPLAY:
        case CLASS_CLIENT_PROTOCOL_TYPE:
        case CLASS_CLIENT_INFO:
        case CLASS_SESSION_INFO:
        case CLASS_SESSION_INFO_EX:
            return 0;
        case CLASS_SESSION_ADDRESS_V4:
            return ERROR_NOT_SUPPORTED;
        default:
            return info_class >= CLASS_IDLE_TIME && info_class <= CLASS_OUTGOING_FRAMES ? ERROR_NOT_SUPPORTED
                                                                                        : ERROR_INVALID_PARAMETER;
    }
}

static void answer_class(const Host *host, const Session *row, DWORD info_class, LPWSTR *answer, DWORD *bytes) {
    switch (info_class) {
        case CLASS_INITIAL_PROGRAM: answer_text(row->program, answer, bytes); break;
        case CLASS_WORKING_DIRECTORY: answer_text(row->directory, answer, bytes); break;
        case CLASS_SESSION_ID: answer_number(row->id, answer, bytes); break;
        case CLASS_USER_NAME: answer_text(row->user, answer, bytes); break;
        case CLASS_WIN_STATION_NAME: answer_text(row->name, answer, bytes); break;
        case CLASS_DOMAIN_NAME: answer_text(row->domain, answer, bytes); break;
        case CLASS_CONNECT_STATE: answer_number(row->state, answer, bytes); break;
        case CLASS_CLIENT_BUILD_NUMBER: answer_number(row->build, answer, bytes); break;
        case CLASS_CLIENT_NAME: answer_text(row->client, answer, bytes); break;
        case CLASS_CLIENT_ADDRESS: answer_address(row, answer, bytes); break;
        case CLASS_CLIENT_DISPLAY: answer_display(row, answer, bytes); break;
        case CLASS_CLIENT_PROTOCOL_TYPE: answer_protocol(row, answer, bytes); break;
        case CLASS_CLIENT_INFO: answer_client(row, answer, bytes); break;
        case CLASS_SESSION_INFO: answer_info(host, row, answer, bytes); break;
        case CLASS_SESSION_INFO_EX: answer_info_ex(host, row, answer, bytes); break;
        default: break; /* check_class has refused it */
    }
}

static DWORD query(Call *call, HANDLE handle, DWORD session, DWORD info_class, LPWSTR *answer, DWORD *bytes) {
    DWORD error = begin_on_session(call, handle, session);
    if (error == 0) {
        error = check_class(info_class);
    }
    if (error != 0) {
        return error;
    }
    const Session *row = find_row(call, session);
    if (row == NULL) {
        return gone_code(call);
    }
    answer_class(call->host, row, info_class, answer, bytes);
    return 0;
}

EXPORT BOOL WINAPI WTSQuerySessionInformationW(HANDLE handle, DWORD session, DWORD info_class, LPWSTR *answer,
                                               DWORD *bytes) {
    Call call = enter(FN_QUERY_SESSION_INFORMATION);
    call.info_class = info_class;
    if (info_class < COUNTED_CLASSES) {
        count(COUNTER_CLASSES + (int)info_class, 1);
    }
    if (answer != NULL) {
        *answer = NULL;
    }
    if (bytes != NULL) {
        *bytes = 0;
    }
    if (answer == NULL || bytes == NULL) {
        return leave_with(&call, ERROR_INVALID_PARAMETER);
    }
    return leave_with(&call, query(&call, handle, session, info_class, answer, bytes));
}

/* ------------------------------------------------------------------------------------------------------------------
 * Acting on a session
 * ------------------------------------------------------------------------------------------------------------------ */

static void line_text(Text *line, const char *key, const WCHAR *value) {
    line_wide(line, key, value, wcslen(value));
}

static Text acting_begin(const Call *call) {
    Text line = line_begin(FUNCTION_NAMES[call->function]);
    line_text(&line, "server", call->host != NULL ? call->host->name : L"");
    return line;
}

/* Ends the line with whose logon it was (row may be NULL) and what the call says. */
static void acting_end(Text *line, const Session *row, DWORD error) {
    line_text(line, "user", row != NULL ? row->user : L"");
    line_number(line, "logon", row != NULL ? file_time_to_unix(row->logon) : 0);
    line_number(line, "result", error == FALSE_WITHOUT_ERROR ? -1 : (int64_t)error);
    line_end(line);
}

static Session *row_of_call(const Call *call) {
    bool known = call->host != NULL && call->host->scenario != NULL && call->has_session;
    return known ? find_row(call, call->session) : NULL;
}

/* The services and the listeners are not to be ended; ending a listener would end everybody on it. */
static DWORD check_actable(const Call *call, const Session *row) {
    if (row == NULL) {
        return call->session == 0 ? ERROR_ACCESS_DENIED : gone_code(call);
    }
    if (row->id == 0 || row->state == STATE_LISTEN) {
        return ERROR_ACCESS_DENIED;
    }
    return row->closing ? CODE_CLOSE_PENDING : 0;
}

static void log_session_call(const Call *call, BOOL wait, const Session *row, DWORD error) {
    Text line = acting_begin(call);
    line_number(&line, "session", call->session);
    line_number(&line, "wait", wait ? 1 : 0);
    acting_end(&line, row, error);
}

static void start_logoff(const Call *call, Session *row) {
    row->closing = true;
    if (row->closes >= 0) {
        row->closes_at = monotonic_millis() + row->closes;
        return;
    }
    row->closes_at = NEVER;
    if (row->state != STATE_DOWN) {
        Session before = *row;
        row->state = STATE_DOWN;
        post(call->host, row, flags_of_change(&before, row));
    }
}

/* Also ends when a new scenario replaces the session. */
static DWORD wait_for_end(const Call *call, int64_t serial) {
    DWORD error = refresh(call->host);
    while (error == 0 && find_serial(call->host, serial) != NULL) {
        sleep_unlocked(POLL_MILLIS);
        error = refresh(call->host);
    }
    return error;
}

static DWORD logoff(Call *call, HANDLE handle, DWORD session, BOOL wait) {
    DWORD error = begin_on_session(call, handle, session);
    Session *row = row_of_call(call);
    if (error == 0) {
        error = check_actable(call, row);
    }
    log_session_call(call, wait, row, error);
    if (error != 0) {
        return error;
    }
    int64_t serial = row->serial;
    start_logoff(call, row);
    finish_logoffs(call->host);
    return wait ? wait_for_end(call, serial) : 0;
}

EXPORT BOOL WINAPI WTSLogoffSession(HANDLE handle, DWORD session, BOOL wait) {
    Call call = enter(FN_LOGOFF_SESSION);
    return leave_with(&call, logoff(&call, handle, session, wait));
}

static void clear_client(Session *row) {
    row->name = L"";
    row->client = L"";
    row->family = 0;
    row->address = L"";
    memset(row->address_bytes, 0, sizeof row->address_bytes);
    row->build = row->width = row->height = row->color = row->protocol = 0;
}

static void start_disconnect(const Call *call, Session *row) {
    if (row->state == STATE_DISCONNECTED) {
        return;
    }
    Session before = *row;
    row->state = STATE_DISCONNECTED;
    row->disconnect = host_now(call->host);
    clear_client(row);
    post(call->host, row, flags_of_change(&before, row));
}

EXPORT BOOL WINAPI WTSDisconnectSession(HANDLE handle, DWORD session, BOOL wait) {
    Call call = enter(FN_DISCONNECT_SESSION);
    DWORD error = begin_on_session(&call, handle, session);
    Session *row = row_of_call(&call);
    if (error == 0) {
        error = check_actable(&call, row);
    }
    log_session_call(&call, wait, row, error);
    if (error == 0) {
        start_disconnect(&call, row);
    }
    return leave_with(&call, error);
}

typedef struct {
    const WCHAR *title;
    DWORD title_bytes;
    const WCHAR *text;
    DWORD text_bytes;
    DWORD style;
    DWORD timeout;
    DWORD *response;
    BOOL wait;
} Message;

static DWORD check_message(const Message *message) {
    if (message->title == NULL || message->text == NULL || message->response == NULL) {
        return ERROR_INVALID_PARAMETER;
    }
    if (message->title_bytes == 0) {
        return CODE_BAD_STUB_DATA;
    }
    /* Half a character can only be a length that was not meant in bytes. */
    return message->title_bytes % 2 != 0 || message->text_bytes % 2 != 0 ? ERROR_INVALID_PARAMETER : 0;
}

static void log_message(const Call *call, const Message *message, const Session *row, DWORD error) {
    Text line = acting_begin(call);
    line_number(&line, "session", call->session);
    line_wide(&line, "title", message->title, message->title != NULL ? message->title_bytes / 2 : 0);
    line_wide(&line, "message", message->text, message->text != NULL ? message->text_bytes / 2 : 0);
    line_number(&line, "style", message->style);
    line_number(&line, "timeout", message->timeout);
    line_number(&line, "wait", message->wait ? 1 : 0);
    acting_end(&line, row, error);
}

static const Answer *find_answer(const Call *call) {
    const List *answers = &call->host->scenario->answers;
    int64_t session = session_key(call);
    for (size_t i = 0; i < answers->count; i++) {
        const Answer *answer = list_at(answers, i);
        if (answer->session == session) {
            return answer;
        }
    }
    return NULL;
}

static DWORD wait_for_answer(const Call *call, const Message *message) {
    if (!message->wait) {
        return ANSWER_ASYNC;
    }
    const Answer *answer = find_answer(call);
    if (answer != NULL) {
        return (DWORD)answer->response;
    }
    uint64_t millis = (uint64_t)message->timeout * 1000;
    bool endless = message->timeout == 0 || millis >= INFINITE;
    sleep_unlocked(endless ? LONGEST_MESSAGE_WAIT_MILLIS : (DWORD)millis);
    return ANSWER_TIMEOUT;
}

static DWORD send_message(Call *call, HANDLE handle, DWORD session, const Message *message) {
    DWORD error = check_message(message);
    if (error == 0) {
        error = begin_on_session(call, handle, session);
    } else {
        call->has_session = true;
        call->session = session;
        resolve_server(call, handle);
    }
    const Session *row = row_of_call(call);
    if (error == 0 && row == NULL) {
        error = gone_code(call);
    }
    log_message(call, message, row, error);
    if (error == 0) {
        *message->response = wait_for_answer(call, message);
    }
    return error;
}

EXPORT BOOL WINAPI WTSSendMessageW(HANDLE handle, DWORD session, LPWSTR title, DWORD title_bytes, LPWSTR text,
                                   DWORD text_bytes, DWORD style, DWORD timeout, DWORD *response, BOOL wait) {
    Call call = enter(FN_SEND_MESSAGE);
    Message message = {title, title_bytes, text, text_bytes, style, timeout, response, wait};
    if (response != NULL) {
        *response = 0;
    }
    return leave_with(&call, send_message(&call, handle, session, &message));
}

/* ------------------------------------------------------------------------------------------------------------------
 * Processes
 * ------------------------------------------------------------------------------------------------------------------ */

/*
 * Whatever the handle, processes are those of the host itself, and so are their session ids. A process without a row in the
 * list of sessions belongs to the host itself.
 */
static bool is_process_visible(const Call *call, const Process *process) {
    const Session *row = find_uid(call->host->scenario, process->session);
    return row == NULL || is_empty(row->host);
}

static DWORD session_of_process(const Call *call, const Process *process) {
    const Session *row = find_uid(call->host->scenario, process->session);
    return (DWORD)(row == NULL ? process->session : row->id);
}

static bool is_wanted(const Call *call, const Process *process) {
    return is_process_visible(call, process) &&
           (call->session == ANY_SESSION || call->session == session_of_process(call, process));
}

static void fill_process(const Call *call, const Process *process, WTS_PROCESS_INFO_EXW *info, WCHAR **strings) {
    info->SessionId = session_of_process(call, process);
    info->ProcessId = (DWORD)process->pid;
    info->pProcessName = put_string(strings, process->name);
    info->NumberOfThreads = (DWORD)process->threads;
    info->HandleCount = (DWORD)process->handles;
    info->WorkingSetSize = (DWORD)process->working_set;
    info->PeakWorkingSetSize = (DWORD)process->working_set;
    info->UserTime = process->user_millis;
    info->KernelTime = process->kernel_millis;
}

/* The rows of level 0 are the beginning of the rows of level 1. */
static void list_processes(const Call *call, DWORD level, LPWSTR *answer, DWORD *entries) {
    const List *processes = &call->host->scenario->processes;
    size_t row_size = level == 0 ? sizeof(WTS_PROCESS_INFOW) : sizeof(WTS_PROCESS_INFO_EXW);
    DWORD wanted = 0;
    size_t size = 0;
    for (size_t i = 0; i < processes->count; i++) {
        const Process *process = list_at(processes, i);
        if (is_wanted(call, process)) {
            wanted++;
            size += row_size + string_size(process->name);
        }
    }
    char *rows = new_block(level == 0 ? BLOCK_PROCESSES_0 : BLOCK_PROCESSES_1, size, wanted);
    *answer = (LPWSTR)rows;
    *entries = wanted;
    WCHAR *strings = (WCHAR *)(rows + wanted * row_size);
    for (size_t i = 0; i < processes->count; i++) {
        if (is_wanted(call, list_at(processes, i))) {
            WTS_PROCESS_INFO_EXW row = {0};
            fill_process(call, list_at(processes, i), &row, &strings);
            memcpy(rows, &row, row_size);
            rows += row_size;
        }
    }
}

static DWORD enumerate_processes(Call *call, HANDLE handle, DWORD session, DWORD *level, LPWSTR *answer,
                                 DWORD *entries) {
    call->has_session = true;
    call->session = session;
    /* Here "any session" is a proper value, so the common check does not fit. */
    DWORD error = session == ANY_SESSION ? begin(call, handle) : begin_on_session(call, handle, session);
    if (error == 0) {
        *level = level_of(call, *level);
        list_processes(call, *level, answer, entries);
    }
    return error;
}

EXPORT BOOL WINAPI WTSEnumerateProcessesExW(HANDLE handle, DWORD *level, DWORD session, LPWSTR *answer,
                                            DWORD *entries) {
    Call call = enter(FN_ENUMERATE_PROCESSES_EX);
    if (answer != NULL) {
        *answer = NULL;
    }
    if (entries != NULL) {
        *entries = 0;
    }
    if (level == NULL || answer == NULL || entries == NULL) {
        return leave_with(&call, ERROR_INVALID_PARAMETER);
    }
    if (*level > 1) {
        *level = 1;
        return leave_with(&call, ERROR_INVALID_PARAMETER);
    }
    return leave_with(&call, enumerate_processes(&call, handle, session, level, answer, entries));
}

static Process *find_process(const Call *call, DWORD pid) {
    if (call->host == NULL || call->host->scenario == NULL) {
        return NULL;
    }
    const List *processes = &call->host->scenario->processes;
    for (size_t i = 0; i < processes->count; i++) {
        Process *process = list_at(processes, i);
        if (process->pid == (int64_t)pid && is_process_visible(call, process)) {
            return process;
        }
    }
    return NULL;
}

static void remove_process(Scenario *scenario, const Process *process) {
    list_remove(&scenario->processes, (size_t)(process - (const Process *)scenario->processes.items));
}

static void log_terminate(const Call *call, DWORD pid, DWORD exit_code, const Process *process, DWORD error) {
    Text line = acting_begin(call);
    line_key(&line, "session");
    if (process != NULL) {
        text_add_number(&line, session_of_process(call, process));
    }
    line_number(&line, "pid", pid);
    line_text(&line, "name", process != NULL ? process->name : L"");
    line_number(&line, "exitCode", exit_code);
    acting_end(&line, process != NULL ? find_uid(call->host->scenario, process->session) : NULL, error);
}

/* Rules for a session concern the session that the process is in. */
static void set_session_of_process(Call *call, DWORD pid) {
    const Process *process = find_process(call, pid);
    if (process != NULL) {
        call->has_session = true;
        call->session = session_of_process(call, process);
    }
}

static DWORD terminate_process(Call *call, HANDLE handle, DWORD pid, DWORD exit_code) {
    DWORD error = resolve_server(call, handle);
    if (error == 0) {
        error = refresh(call->host);
    }
    if (error == 0) {
        set_session_of_process(call, pid);
        error = begin_on_host(call);
    }
    const Process *process = find_process(call, pid);
    if (error == 0 && process == NULL) {
        error = ERROR_INVALID_PARAMETER;
    }
    log_terminate(call, pid, exit_code, process, error);
    if (error == 0) {
        remove_process(call->host->scenario, process);
    }
    return error;
}

EXPORT BOOL WINAPI WTSTerminateProcess(HANDLE handle, DWORD pid, DWORD exit_code) {
    Call call = enter(FN_TERMINATE_PROCESS);
    return leave_with(&call, terminate_process(&call, handle, pid, exit_code));
}

/* ------------------------------------------------------------------------------------------------------------------
 * Waiting for events
 * ------------------------------------------------------------------------------------------------------------------ */

static EventBlock *events_of(const Call *call) {
    return call->server != NULL ? &call->server->events : &local_events;
}

static void flush_wait(EventBlock *events) {
    events->flushes++; /* nothing is kept for a wait that comes later */
}

static void clear_events(EventBlock *events) {
    events->active = false;
    events->pending = 0;
    flush_wait(events);
}

/* Until something of the mask has happened; other things stay for a later wait. */
static DWORD poll_events(const Call *call, EventBlock *events, DWORD mask, DWORD *flags) {
    unsigned flushes = events->flushes;
    for (;;) {
        if (call->server != NULL && call->server->closed) {
            return ERROR_INVALID_HANDLE;
        }
        DWORD error = refresh(call->host);
        if (error != 0) {
            return error;
        }
        if (events->flushes != flushes) {
            return 0;
        }
        *flags = events->pending & mask;
        if (*flags != 0) {
            events->pending &= ~*flags;
            return 0;
        }
        sleep_unlocked(POLL_MILLIS);
    }
}

static DWORD wait_for_events(Call *call, HANDLE handle, DWORD mask, DWORD *flags) {
    DWORD error = begin(call, handle);
    if (error != 0) {
        return error;
    }
    EventBlock *events = events_of(call);
    if (events->waiting) {
        return ERROR_INVALID_PARAMETER;
    }
    events->active = true;
    events->waiting = true;
    error = poll_events(call, events, mask, flags);
    events->waiting = false;
    if (call->server != NULL && call->server->closed) {
        free(call->server);
    }
    return error;
}

/* Ending a wait is not held up by rules for the function: they are meant for the waits. */
static DWORD end_wait(Call *call, HANDLE handle, DWORD mask) {
    DWORD error = resolve_server(call, handle);
    if (error == 0) {
        error = refresh(call->host);
    }
    if (error == 0) {
        mask == 0 ? clear_events(events_of(call)) : flush_wait(events_of(call));
    }
    return error;
}

EXPORT BOOL WINAPI WTSWaitSystemEvent(HANDLE handle, DWORD mask, DWORD *flags) {
    Call call = enter(FN_WAIT_SYSTEM_EVENT);
    if (flags == NULL) {
        return leave_with(&call, ERROR_INVALID_PARAMETER);
    }
    *flags = 0;
    bool ends = mask == 0 || (mask & EVENT_FLUSH) != 0;
    return leave_with(&call, ends ? end_wait(&call, handle, mask) : wait_for_events(&call, handle, mask, flags));
}

/* ------------------------------------------------------------------------------------------------------------------
 * Loading and unloading. Nothing here may wait or load another DLL.
 * ------------------------------------------------------------------------------------------------------------------ */

static void find_directory(void) {
    DWORD length = GetEnvironmentVariableW(L"LOGOFFD_STANDIN_DIR", directory, MAX_PATH);
    if (length == 0 || length >= MAX_PATH) {
        wcscpy(directory, L"C:\\logoffd-standin");
        length = (DWORD)wcslen(directory);
    }
    CreateDirectoryW(directory, NULL);
    if (directory[length - 1] != L'\\' && directory[length - 1] != L'/') {
        wcscat(directory, L"\\");
    }
}

static volatile LONG64 *map_file(HANDLE file) {
    HANDLE mapping = CreateFileMappingW(file, NULL, PAGE_READWRITE, 0, sizeof unmapped_counters, NULL);
    if (mapping == NULL) {
        return NULL;
    }
    volatile LONG64 *view = MapViewOfFile(mapping, FILE_MAP_WRITE, 0, 0, sizeof unmapped_counters);
    CloseHandle(mapping); /* the view keeps it */
    return view;
}

/* Without the file the counters are kept in the process: a test that reads them notices the missing file. */
static void map_counters(void) {
    WCHAR *path = join(directory, L"counters.bin", L"");
    HANDLE file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, SHARE_ALL, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL,
                              NULL);
    free(path);
    if (file == INVALID_HANDLE_VALUE) {
        return;
    }
    volatile LONG64 *view = map_file(file);
    CloseHandle(file);
    if (view == NULL) {
        return;
    }
    if (view[COUNTER_MAGIC] != MAGIC) {
        memset((void *)view, 0, sizeof unmapped_counters);
    }
    InterlockedExchange64(&view[COUNTER_MAGIC], MAGIC);
    InterlockedExchange64(&view[COUNTER_LIVE], 0);
    InterlockedExchange64(&view[COUNTER_HANDLES], 0);
    counters = view;
}

static void attach(HINSTANCE module) {
    DisableThreadLibraryCalls(module);
    InitializeCriticalSection(&lock);
    find_directory();
    map_counters();
    add_host(L""); /* the first one: the local host */
}

/* Without the lock: when a process ends, its other threads are gone and one of them may have held it. */
static void detach(void) {
    Text line = line_begin("detach");
    line_number(&line, "live", own_live);
    line_number(&line, "handles", own_handles);
    line_number(&line, "violations", own_violations);
    line_end(&line);
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH) {
        attach(module);
    } else if (reason == DLL_PROCESS_DETACH) {
        detach();
    }
    return TRUE;
}
