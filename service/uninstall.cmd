@echo off
rem Stops the logoffd service and removes it. Files, configuration and logs stay.
rem Exit codes: 0 removed, 1 it could not be removed or was not installed, 2 wrong arguments.
setlocal EnableExtensions DisableDelayedExpansion

set "SERVICE=logoffd"
for %%I in ("%~dp0..") do set "BASE=%%~fI"
if not "%~1"=="" (
  echo uninstall: unknown argument "%~1"; this script has none.>&2
  exit /b 2
)
rem The first command needs the Server service, which hardened hosts disable; the second key is empty but readable for administrators.
%SystemRoot%\System32\net.exe session >nul 2>&1
if errorlevel 1 %SystemRoot%\System32\reg.exe query "HKU\S-1-5-19" >nul 2>&1
if errorlevel 1 (
  echo uninstall: administrator rights are required; run this from an elevated command prompt.>&2
  exit /b 1
)
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if errorlevel 1 (
  echo uninstall: the service %SERVICE% is not installed.>&2
  exit /b 1
)
rem A service that is still starting or stopping rejects a stop request, and is not removed before it has stopped.
for /l %%I in (1,1,30) do call :wait_while_pending
if not "%STATE%"=="STOPPED" %SystemRoot%\System32\net.exe stop "%SERVICE%"
rem sc too, in case logoffd.exe is missing or fails; the reg commands remove the parameters that procrun would then leave behind.
"%BASE%\service\logoffd.exe" delete "%SERVICE%" >nul 2>&1
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if not errorlevel 1 %SystemRoot%\System32\sc.exe delete "%SERVICE%" >nul
%SystemRoot%\System32\reg.exe delete "HKLM\SOFTWARE\Wow6432Node\Apache Software Foundation\ProcRun 2.0\%SERVICE%" /f >nul 2>&1
%SystemRoot%\System32\reg.exe delete "HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\%SERVICE%" /f >nul 2>&1
rem Windows removes the service only after its process has ended.
for /l %%I in (1,1,15) do call :wait_while_there
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if not errorlevel 1 (
  echo uninstall: the service %SERVICE% could not be removed; close programs that show services, then run this again.>&2
  exit /b 1
)
rem The class archive is specific to Java and the jars; install.cmd creates it again.
del /f /q "%BASE%\logoffd.jsa" >nul 2>&1
echo The service %SERVICE% is removed. Configuration and logs stay in "%BASE%".
exit /b 0

rem The labels of sc are localised, the names of the states are not.
:wait_while_pending
set "STATE=unknown"
for /f "tokens=3,4" %%A in ('%SystemRoot%\System32\sc.exe query "%SERVICE%"') do (
  if "%%B"=="STOPPED" set "STATE=STOPPED"
  if "%%B"=="START_PENDING" set "STATE=PENDING"
  if "%%B"=="STOP_PENDING" set "STATE=PENDING"
)
if "%STATE%"=="PENDING" %SystemRoot%\System32\ping.exe -n 2 127.0.0.1 >nul
exit /b 0

:wait_while_there
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if not errorlevel 1 %SystemRoot%\System32\ping.exe -n 2 127.0.0.1 >nul
exit /b 0
