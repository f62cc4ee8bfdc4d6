/*
 * Starts the command of logoffd that this program is named after: logoff.exe, query.exe and so on in the folder "commands".
 *
 * A program and not a batch file, for two reasons: a batch file that another one calls without CALL never returns, so that scripts
 * written for the Windows commands would end at their first line; and the command processor would parse the arguments of
 * a batch file twice, so that an ampersand in a message would start a command.
 *
 * Arguments are passed on unchanged, each in quotes. The exit code is that of Java, or 1 if Java was not found.
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>
#include <shellapi.h>

#define LONGEST_PATH 1024
#define LONGEST_LINE 32767

static const wchar_t PROCRUN[] =
    L"SOFTWARE\\Wow6432Node\\Apache Software Foundation\\ProcRun 2.0\\logoffd\\Parameters\\Java";

static int is_file(const wchar_t *path) {
    DWORD attributes = GetFileAttributesW(path);
    return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & FILE_ATTRIBUTE_DIRECTORY);
}

/* Removes the last part of a path and returns it. */
static wchar_t *cut_last(wchar_t *path) {
    wchar_t *slash = wcsrchr(path, L'\\');
    if (slash == NULL) {
        return path;
    }
    *slash = L'\0';
    return slash + 1;
}

/* Uses the Java in the folder that the variable names. */
static int java_of_variable(const wchar_t *variable, wchar_t *java) {
    wchar_t folder[LONGEST_PATH];
    DWORD length = GetEnvironmentVariableW(variable, folder, LONGEST_PATH);
    if (length == 0 || length >= LONGEST_PATH) {
        return 0;
    }
    _snwprintf(java, LONGEST_PATH, L"%ls\\bin\\java.exe", folder);
    java[LONGEST_PATH - 1] = L'\0';
    return is_file(java);
}

/* Uses the Java of the installed service: procrun stores the path of its bin\server\jvm.dll. */
static int java_of_service(wchar_t *java) {
    DWORD size = LONGEST_PATH * sizeof(wchar_t);
    if (RegGetValueW(HKEY_LOCAL_MACHINE, PROCRUN, L"Jvm", RRF_RT_REG_SZ, NULL, java, &size) != ERROR_SUCCESS) {
        return 0;
    }
    cut_last(java);
    cut_last(java);
    if (wcslen(java) + wcslen(L"\\java.exe") >= LONGEST_PATH) {
        return 0;
    }
    wcscat(java, L"\\java.exe");
    return is_file(java);
}

/* Uses the Java in the path, but never one in the current folder, which may be writable for other users. */
static int java_of_path(wchar_t *java) {
    static wchar_t path[LONGEST_LINE + 1];
    DWORD length = GetEnvironmentVariableW(L"PATH", path, LONGEST_LINE + 1);
    if (length == 0 || length > LONGEST_LINE) {
        return 0;
    }
    length = SearchPathW(path, L"java.exe", NULL, LONGEST_PATH, java, NULL);
    return length > 0 && length < LONGEST_PATH;
}

static int find_java(wchar_t *java) {
    if (GetEnvironmentVariableW(L"LOGOFFD_JAVA", NULL, 0) > 0) {
        return java_of_variable(L"LOGOFFD_JAVA", java);
    }
    if (java_of_variable(L"JAVA_HOME", java) || java_of_service(java)) {
        return 1;
    }
    return java_of_path(java);
}

/*
 * Writes the options for the class archive of install.cmd, preceded by a space; nothing if there is no archive. Java ignores an archive
 * of another Java version. The checksums are verified, since a damaged archive would crash Java. The archive was created for a small heap,
 * and would be ignored with one of 32 GB.
 */
static void archive_options(const wchar_t *base, wchar_t *options, size_t size) {
    wchar_t archive[LONGEST_PATH];
    int length = _snwprintf(archive, LONGEST_PATH, L"%ls\\commands.jsa", base);
    options[0] = L'\0';
    if (length > 0 && length < LONGEST_PATH && is_file(archive)) {
        _snwprintf(options, size, L" \"-XX:SharedArchiveFile=%ls\" -XX:+VerifySharedSpaces", archive);
    }
}

/* The command line of Java; too long if the length exceeds the limit. */
static wchar_t line[LONGEST_LINE + 1];
static size_t line_length;

static void add(wchar_t character) {
    if (line_length < LONGEST_LINE) {
        line[line_length] = character;
    }
    line_length++;
}

static void add_backslashes(size_t count) {
    while (count-- > 0) {
        add(L'\\');
    }
}

/* Adds an argument in quotes: outside of quotes Java would expand * and ? to file names. */
static void add_argument(const wchar_t *argument) {
    size_t backslashes = 0;
    add(L' ');
    add(L'"');
    for (; *argument != L'\0'; argument++) {
        if (*argument == L'"') {
            add_backslashes(backslashes + 1);
        }
        add(*argument);
        backslashes = *argument == L'\\' ? backslashes + 1 : 0;
    }
    add_backslashes(backslashes);
    add(L'"');
}

/* Adds the arguments from the command line, not from main: the C runtime can expand file names too. */
static int add_arguments(void) {
    int count;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    if (arguments == NULL) {
        return 0;
    }
    for (int i = 1; i < count; i++) {
        add_argument(arguments[i]);
    }
    LocalFree(arguments);
    return line_length < LONGEST_LINE;
}

/* The Java process gets the signal too, and handles it. */
static BOOL WINAPI let_the_command_decide(DWORD signal) {
    return signal == CTRL_C_EVENT || signal == CTRL_BREAK_EVENT;
}

static int run(wchar_t *java) {
    STARTUPINFOW start = {.cb = sizeof(start)};
    PROCESS_INFORMATION process;
    DWORD code = 1;
    SetConsoleCtrlHandler(let_the_command_decide, TRUE);
    if (!CreateProcessW(java, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) {
        fwprintf(stderr, L"%ls cannot be started, error [%lu].\n", java, GetLastError());
        return 1;
    }
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}

int wmain(void) {
    wchar_t base[LONGEST_PATH];
    wchar_t java[LONGEST_PATH];
    wchar_t archive[LONGEST_PATH + 64];
    DWORD length = GetModuleFileNameW(NULL, base, LONGEST_PATH);
    if (length == 0 || length >= LONGEST_PATH) {
        fwprintf(stderr, L"The path of this program is too long; use one with less than %d characters.\n", LONGEST_PATH);
        return 1;
    }
    wchar_t *name = cut_last(base);
    wchar_t *end = wcsrchr(name, L'.');
    if (end != NULL) {
        *end = L'\0';
    }
    cut_last(base);
    if (!find_java(java)) {
        fwprintf(
            stderr,
            L"%ls: Java not found; set LOGOFFD_JAVA or JAVA_HOME to the folder of a Java 17 or newer.\n",
            name);
        return 1;
    }
    archive_options(base, archive, sizeof(archive) / sizeof(archive[0]));
    int written = _snwprintf(
        line,
        LONGEST_LINE,
        L"\"%ls\" -Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -Xmx256m -XX:+UseSerialGC%ls"
        L" \"-Djna.boot.library.path=%ls\\lib\" -Djna.nosys=true -Djna.nounpack=true"
        L" -jar \"%ls\\logoffd.jar\" %ls",
        java,
        archive,
        base,
        base,
        name);
    line_length = written < 0 ? LONGEST_LINE : (size_t)written;
    if (!add_arguments()) {
        fwprintf(stderr, L"%ls: the command line is too long.\n", name);
        return 1;
    }
    return run(java);
}
