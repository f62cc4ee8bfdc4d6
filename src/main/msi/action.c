/*
 * Action of the Windows Installer that runs a script. The installer itself starts programs too, but shows and logs nothing of what they print:
 * a refused installation would have an error number in place of its reason.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <stdlib.h>
#include <wchar.h>

enum { LONGEST_COMMAND = 8192, LONGEST_OUTPUT = 32768 };

/* What the script prints goes to files: a pipe would stay open as long as a program that the script has started. */
struct output {
    wchar_t path[MAX_PATH];
    HANDLE file;
};

/* The text as it is: the installer would take what is in brackets or braces for names of properties. */
static void tell(MSIHANDLE installer, INSTALLMESSAGE type, const wchar_t *text)
{
    static wchar_t escaped[4 * LONGEST_OUTPUT + 1];
    wchar_t *end = escaped;
    for (; *text != L'\0' && end - escaped < 4 * LONGEST_OUTPUT - 4; text++)
        end += wcschr(L"[]{}", *text) == NULL ? swprintf(end, 2, L"%lc", *text) : swprintf(end, 5, L"[\\%lc]", *text);
    *end = L'\0';
    MSIHANDLE record = MsiCreateRecord(1);
    MsiRecordSetStringW(record, 0, escaped);
    MsiProcessMessage(installer, type, record);
    MsiCloseHandle(record);
}

static BOOL open_output(struct output *output)
{
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    wchar_t folder[MAX_PATH];
    output->file = INVALID_HANDLE_VALUE;
    output->path[0] = L'\0';
    if (GetTempPathW(MAX_PATH, folder) == 0 || GetTempFileNameW(folder, L"lgf", 0, output->path) == 0)
        return FALSE;
    output->file = CreateFileW(output->path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                               &inherited, TRUNCATE_EXISTING, FILE_ATTRIBUTE_TEMPORARY, NULL);
    return output->file != INVALID_HANDLE_VALUE;
}

/* Its text, without the last line ends; "" when there is none. */
static void read_output(const struct output *output, wchar_t *text)
{
    static char bytes[LONGEST_OUTPUT];
    DWORD length = 0;
    SetFilePointer(output->file, 0, NULL, FILE_BEGIN);
    if (!ReadFile(output->file, bytes, sizeof bytes, &length, NULL))
        length = 0;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
        length--;
    int characters = length == 0 ? 0 : MultiByteToWideChar(CP_ACP, 0, bytes, (int)length, text, LONGEST_OUTPUT);
    text[characters] = L'\0';
}

static void close_output(const struct output *output)
{
    if (output->file != INVALID_HANDLE_VALUE)
        CloseHandle(output->file);
    if (output->path[0] != L'\0')
        DeleteFileW(output->path);
}

/* The exit code of the command line, or that of Windows with the top bit set when it could not be run. */
static DWORD run(const wchar_t *command, const struct output *out, const struct output *err)
{
    wchar_t system[MAX_PATH];
    static wchar_t line[MAX_PATH + LONGEST_COMMAND];
    PROCESS_INFORMATION process;
    STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES, .hStdOutput = out->file, .hStdError = err->file};
    DWORD code = ERROR_GEN_FAILURE;
    if (GetSystemDirectoryW(system, MAX_PATH) == 0)
        return 0x80000000u | GetLastError();
    /* With /s the command processor removes the outer quotes and no others. */
    _snwprintf(line, sizeof line / sizeof *line - 1, L"\"%ls\\cmd.exe\" /d /s /c \"%ls\"", system, command);
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_NO_WINDOW, NULL, system, &startup, &process))
        return 0x80000000u | GetLastError();
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return code;
}

/* Logs what the script has printed; an error is shown too, unless the installation is silent. */
static UINT report(MSIHANDLE installer, DWORD code, const struct output *out, const struct output *err)
{
    static wchar_t text[LONGEST_OUTPUT + 1];
    read_output(out, text);
    if (text[0] != L'\0')
        tell(installer, INSTALLMESSAGE_INFO, text);
    read_output(err, text);
    if (code == 0) {
        if (text[0] != L'\0')
            tell(installer, INSTALLMESSAGE_INFO, text);
        return ERROR_SUCCESS;
    }
    if (text[0] == L'\0')
        _snwprintf(text, LONGEST_OUTPUT, L"logoffd: the script has ended with the code %lu; the log of the installation (/l*v FILE) has what it printed.", code);
    tell(installer, (INSTALLMESSAGE)(INSTALLMESSAGE_ERROR | MB_OK | MB_ICONERROR), text);
    return ERROR_INSTALL_FAILURE;
}

/* The command line is the data of the action. */
__declspec(dllexport) UINT __stdcall RunScript(MSIHANDLE installer)
{
    static wchar_t command[LONGEST_COMMAND];
    DWORD length = LONGEST_COMMAND;
    struct output out, err;
    UINT result = ERROR_INSTALL_FAILURE;
    if (MsiGetPropertyW(installer, L"CustomActionData", command, &length) != ERROR_SUCCESS) {
        tell(installer, (INSTALLMESSAGE)(INSTALLMESSAGE_ERROR | MB_OK | MB_ICONERROR), L"logoffd: the properties are too long together.");
        return result;
    }
    BOOL opened = open_output(&out) & open_output(&err);
    if (opened)
        result = report(installer, run(command, &out, &err), &out, &err);
    else
        tell(installer, (INSTALLMESSAGE)(INSTALLMESSAGE_ERROR | MB_OK | MB_ICONERROR), L"logoffd: no file can be written to the temporary folder of SYSTEM; free space there.");
    close_output(&out);
    close_output(&err);
    return result;
}
