/*
 * The calls that one refresh of the product makes, and nothing else: what a refresh costs before anybody looks at the
 * answers. For benchmarks only.
 *
 * Each line that it reads has a word, which does not matter here, and how many refreshes to make; it answers with the
 * nanoseconds of one of them, and 0.
 */
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0602
#endif
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define ANY_SESSION 0xFFFFFFFE
#define INFO_EX 25
#define STATE_LISTEN 6
#define TYPE_PROCESSES 1
#define TYPE_SESSIONS 2

/* Own definition, because the cross compiler's header lacks it. */
typedef struct {
    DWORD ExecEnvId;
    DWORD State;
    DWORD SessionId;
    LPWSTR names[5];
} WTS_SESSION_INFO_1W;

typedef BOOL(WINAPI *EnumerateSessions)(HANDLE, DWORD *, DWORD, WTS_SESSION_INFO_1W **, DWORD *);
typedef BOOL(WINAPI *EnumerateProcesses)(HANDLE, DWORD *, DWORD, LPWSTR *, DWORD *);
typedef BOOL(WINAPI *Query)(HANDLE, DWORD, DWORD, LPWSTR *, DWORD *);
typedef void(WINAPI *Free)(void *);
typedef BOOL(WINAPI *FreeEx)(DWORD, void *, ULONG);

static EnumerateSessions enumerate_sessions;
static EnumerateProcesses enumerate_processes;
static Query query;
static Free free_memory;
static FreeEx free_memory_ex;

static BOOL load(void) {
    HMODULE wts = LoadLibraryW(L"wtsapi32.dll");
    enumerate_sessions = (EnumerateSessions)(void *)GetProcAddress(wts, "WTSEnumerateSessionsExW");
    enumerate_processes = (EnumerateProcesses)(void *)GetProcAddress(wts, "WTSEnumerateProcessesExW");
    query = (Query)(void *)GetProcAddress(wts, "WTSQuerySessionInformationW");
    free_memory = (Free)(void *)GetProcAddress(wts, "WTSFreeMemory");
    free_memory_ex = (FreeEx)(void *)GetProcAddress(wts, "WTSFreeMemoryExW");
    return enumerate_sessions && enumerate_processes && query && free_memory && free_memory_ex;
}

static BOOL ask_each(const WTS_SESSION_INFO_1W *sessions, DWORD count) {
    for (DWORD i = 0; i < count; i++) {
        LPWSTR answer;
        DWORD size;
        if (sessions[i].State == STATE_LISTEN) {
            continue;
        }
        if (!query(NULL, sessions[i].SessionId, INFO_EX, &answer, &size)) {
            return FALSE;
        }
        free_memory(answer);
    }
    return TRUE;
}

static BOOL refresh(void) {
    DWORD level = 1;
    WTS_SESSION_INFO_1W *sessions;
    DWORD count;
    LPWSTR processes;
    DWORD process_count;
    if (!enumerate_sessions(NULL, &level, 0, &sessions, &count)) {
        return FALSE;
    }
    if (!enumerate_processes(NULL, &level, ANY_SESSION, &processes, &process_count)) {
        return FALSE;
    }
    free_memory_ex(TYPE_PROCESSES, processes, process_count);
    BOOL fine = ask_each(sessions, count);
    free_memory_ex(TYPE_SESSIONS, sessions, count);
    return fine;
}

static int64_t ticks(void) {
    LARGE_INTEGER now;
    QueryPerformanceCounter(&now);
    return now.QuadPart;
}

int main(void) {
    LARGE_INTEGER per_second;
    QueryPerformanceFrequency(&per_second);
    char word[32];
    int rounds;
    if (!load()) {
        return 1;
    }
    while (scanf("%31s %d", word, &rounds) == 2) {
        int64_t begin = ticks();
        for (int i = 0; i < rounds; i++) {
            if (!refresh()) {
                return 2;
            }
        }
        double nanos = (double)(ticks() - begin) * 1e9 / (double)per_second.QuadPart / rounds;
        printf("%.0f 0\n", nanos);
        fflush(stdout);
    }
    return 0;
}
