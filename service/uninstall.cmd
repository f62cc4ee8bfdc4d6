@echo off
rem Stops the logoffd service, removes it and its program. Configuration, users, journal and logs stay unless --purge is given.
rem It needs no Java: that may be gone.
rem Exit codes: 0 removed, 1 it could not be removed or was not installed, 2 wrong arguments.
setlocal EnableExtensions DisableDelayedExpansion

set "SERVICE=logoffd"
for %%I in ("%~dp0..") do set "BASE=%%~fI"
set "PROCRUN=HKLM\SOFTWARE\Wow6432Node\Apache Software Foundation\ProcRun 2.0\%SERVICE%"
set "PURGE=no"
set "KEEP_PROGRAM=no"

:arguments
if "%~1"=="" goto checks
if /i "%~1"=="--purge" (
  set "PURGE=yes"
  shift
  goto arguments
)
rem For the Windows Installer, which removes the files that it has brought.
if /i "%~1"=="--keep-program" (
  set "KEEP_PROGRAM=yes"
  shift
  goto arguments
)
echo uninstall: unknown argument "%~1"; use --purge, which deletes configuration, users, journal and logs too.>&2
exit /b 2

:checks
rem The first command needs the Server service, which hardened hosts disable; the second key is empty but readable for administrators.
%SystemRoot%\System32\net.exe session >nul 2>&1
if errorlevel 1 %SystemRoot%\System32\reg.exe query "HKU\S-1-5-19" >nul 2>&1
if errorlevel 1 (
  echo uninstall: administrator rights are required; run this from an elevated command prompt.>&2
  exit /b 1
)
set "INSTALLED=yes"
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if errorlevel 1 set "INSTALLED=no"
rem The Windows Installer has to be able to remove its files without a service too.
if "%INSTALLED% %KEEP_PROGRAM%"=="no no" (
  echo uninstall: the service %SERVICE% is not installed.>&2
  exit /b 1
)
set "PROGRAM="
if "%INSTALLED%"=="yes" for /f "tokens=2,*" %%A in ('%SystemRoot%\System32\reg.exe query "%PROCRUN%\Parameters\Start" /v WorkingPath') do if "%%A"=="REG_SZ" set "PROGRAM=%%B"
if "%KEEP_PROGRAM%"=="yes" if not defined PROGRAM set "PROGRAM=%BASE%"
rem Another installation has taken the service over.
if "%KEEP_PROGRAM%"=="yes" if /i not "%PROGRAM%"=="%BASE%" exit /b 0
rem Only an installation in a folder of its own has this file; in others the program is beside the data.
set "CONFIG="
if defined PROGRAM if exist "%PROGRAM%\configuration-path.txt" set /p CONFIG=<"%PROGRAM%\configuration-path.txt"
set "DATA=%PROGRAM%"
if defined CONFIG for %%I in ("%CONFIG%\..\..") do set "DATA=%%~fI"
if "%INSTALLED%"=="no" if not defined CONFIG exit /b 0
if "%INSTALLED%"=="no" goto data
rem A service that is still starting or stopping rejects a stop request, and is not removed before it has stopped.
set "STATE=PENDING"
for /l %%I in (1,1,30) do call :wait_while_pending
if not "%STATE%"=="STOPPED" %SystemRoot%\System32\net.exe stop "%SERVICE%"
rem sc too, in case logoffd.exe is missing or fails; the reg commands remove the parameters that procrun would then leave behind.
rem The mark says that the rule of the firewall was made by install.cmd.
%SystemRoot%\System32\reg.exe query "HKLM\SYSTEM\CurrentControlSet\Services\%SERVICE%\Parameters" /v FirewallRule >nul 2>&1
if not errorlevel 1 %SystemRoot%\System32\netsh.exe advfirewall firewall delete rule name=%SERVICE% >nul
"%BASE%\service\logoffd.exe" delete "%SERVICE%" >nul 2>&1
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if not errorlevel 1 %SystemRoot%\System32\sc.exe delete "%SERVICE%" >nul
%SystemRoot%\System32\reg.exe delete "%PROCRUN%" /f >nul 2>&1
%SystemRoot%\System32\reg.exe delete "HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\%SERVICE%" /f >nul 2>&1
rem Windows removes the service only after its process has ended.
set "THERE=yes"
for /l %%I in (1,1,15) do call :wait_while_there
if "%THERE%"=="yes" (
  echo uninstall: the service %SERVICE% could not be removed; close programs that show services, then run this again.>&2
  exit /b 1
)

:data
if not defined CONFIG (
  rem The class archives are specific to Java and the jars; install.cmd creates them again.
  del /f /q "%PROGRAM%\logoffd.jsa" "%PROGRAM%\commands.jsa" >nul 2>&1
  echo The service %SERVICE% is removed. Configuration and logs stay in "%DATA%".
  if "%PURGE%"=="yes" echo Its data is beside its program; delete the folder "%DATA%" yourself.
  exit /b 0
)
if "%PURGE%"=="yes" if exist "%DATA%\config\logoffd.properties" rmdir /s /q "%DATA%"
if not "%PURGE%"=="yes" echo The service %SERVICE% is removed. Configuration and logs stay in "%DATA%".
if "%PURGE%"=="yes" if not exist "%DATA%" echo The service %SERVICE% is removed, and its data in "%DATA%" is deleted.
set "RESULT=0"
if "%PURGE%"=="yes" if exist "%DATA%" (
  echo uninstall: the service %SERVICE% is removed, but its data in "%DATA%" could not be deleted; delete the folder.>&2
  set "RESULT=1"
)
if "%KEEP_PROGRAM%"=="yes" del /f /q "%PROGRAM%\configuration-path.txt" "%PROGRAM%\logoffd.jsa" "%PROGRAM%\commands.jsa" "%PROGRAM%\..\setup.lock" >nul 2>&1
if "%KEEP_PROGRAM%"=="yes" exit /b %RESULT%
for %%I in ("%PROGRAM%\..") do set "VERSIONS=%%~fI"
rem Beside another version the lock of install.cmd stays, and so the folder of the versions.
for /d %%D in ("%VERSIONS%\*") do if /i not "%%~fD"=="%PROGRAM%" goto delete_program
del /f /q "%VERSIONS%\setup.lock" >nul 2>&1

:delete_program
if /i "%BASE%"=="%PROGRAM%" goto delete_own_folder
cd /d "%SystemRoot%"
rmdir /s /q "%PROGRAM%"
rmdir "%VERSIONS%" >nul 2>&1
exit /b %RESULT%

rem The command processor must not read this file again after it is deleted: the invalid goto has it forget the file and its variables, and
rem return to the folder of the caller, which may be one of those that are deleted.
:delete_own_folder
(goto) 2>nul & cd /d "%SystemRoot%" & rmdir /s /q "%PROGRAM%" & rmdir "%VERSIONS%" >nul 2>&1 & "%SystemRoot%\System32\cmd.exe" /d /c exit %RESULT%

rem The labels of sc are localised, the names of the states are not.
:wait_while_pending
if not "%STATE%"=="PENDING" exit /b 0
set "STATE=unknown"
for /f "tokens=3,4" %%A in ('%SystemRoot%\System32\sc.exe query "%SERVICE%"') do (
  if "%%B"=="STOPPED" set "STATE=STOPPED"
  if "%%B"=="START_PENDING" set "STATE=PENDING"
  if "%%B"=="STOP_PENDING" set "STATE=PENDING"
)
if "%STATE%"=="PENDING" %SystemRoot%\System32\ping.exe -n 2 127.0.0.1 >nul
exit /b 0

:wait_while_there
if "%THERE%"=="no" exit /b 0
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if errorlevel 1 set "THERE=no"
if "%THERE%"=="yes" %SystemRoot%\System32\ping.exe -n 2 127.0.0.1 >nul
exit /b 0
