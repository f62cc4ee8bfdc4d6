/*
 * conhost.exe of the test machine under Wine: starts Wine's own, which has been moved to another folder, and ends.
 *
 * Before procrun reports that a service has stopped, it waits until no child process is left, ten seconds at most.
 * The console of a service is a child process too, and Wine's does not end before the service does. Started by this
 * program, which ends at once, it is not a child of the service.
 */

#include <windows.h>

int main(void)
{
    STARTUPINFOW start;
    PROCESS_INFORMATION console;

    GetStartupInfoW(&start);
    if (!CreateProcessW(L"C:\\windows\\console\\conhost.exe", GetCommandLineW(), NULL, NULL, TRUE, 0, NULL, NULL,
                        &start, &console))
        return 1;
    CloseHandle(console.hThread);
    CloseHandle(console.hProcess);
    return 0;
}
