@echo off
rem Stops the logoffd service and removes it. Files, configuration and logs stay.
rem Exit codes: 0 removed, 1 it could not be removed or was not installed, 2 wrong arguments.
setlocal EnableExtensions DisableDelayedExpansion

set "SERVICE=logoffd"
for %%I in ("%~dp0..") do set "BASE=%%~fI"
if not "%~1"=="" (
  echo uninstall: "%~1" is not known; expected are no arguments.>&2
  exit /b 2
)
rem The first needs the Server service, which hardened hosts switch off; the second is empty but there for administrators.
net session >nul 2>&1
if errorlevel 1 reg query "HKU\S-1-5-19" >nul 2>&1
if errorlevel 1 (
  echo uninstall: this needs the rights of an administrator; run it from an elevated command prompt.>&2
  exit /b 1
)
sc query "%SERVICE%" >nul 2>&1
if errorlevel 1 (
  echo uninstall: the service %SERVICE% is not installed.>&2
  exit /b 1
)
rem A service that is still starting does not take a stop.
for /l %%I in (1,1,30) do call :wait_while_starting
if not "%STATE%"=="STOPPED" net stop "%SERVICE%"
rem sc as well, for the case that logoffd.exe is gone or refuses; the parameters that procrun keeps would stay behind then.
"%BASE%\service\logoffd.exe" delete "%SERVICE%" >nul 2>&1
sc query "%SERVICE%" >nul 2>&1
if not errorlevel 1 sc delete "%SERVICE%" >nul
reg delete "HKLM\SOFTWARE\Wow6432Node\Apache Software Foundation\ProcRun 2.0\%SERVICE%" /f >nul 2>&1
reg delete "HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\%SERVICE%" /f >nul 2>&1
rem Windows removes it only when its process has ended.
for /l %%I in (1,1,15) do call :wait_while_there
sc query "%SERVICE%" >nul 2>&1
if not errorlevel 1 (
  echo uninstall: the service %SERVICE% could not be removed; close programs that show services and run this again.>&2
  exit /b 1
)
rem What install.cmd has made of Java and the jars; it is made anew by the next one.
del /f /q "%BASE%\logoffd.jsa" >nul 2>&1
echo The service %SERVICE% is removed. Configuration and logs stay in "%BASE%".
exit /b 0

rem The labels of sc follow the language of Windows, the names of the states do not.
:wait_while_starting
set "STATE=unknown"
for /f "tokens=3,4" %%A in ('sc query "%SERVICE%"') do (
  if "%%B"=="STOPPED" set "STATE=STOPPED"
  if "%%B"=="START_PENDING" set "STATE=START_PENDING"
)
if "%STATE%"=="START_PENDING" ping -n 2 127.0.0.1 >nul
exit /b 0

:wait_while_there
sc query "%SERVICE%" >nul 2>&1
if not errorlevel 1 ping -n 2 127.0.0.1 >nul
exit /b 0
