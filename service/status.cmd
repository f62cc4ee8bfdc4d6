@echo off
rem Shows the status of the logoffd service.
rem Exit codes: 0 running and answering, 1 installed but not running or not answering yet, 2 wrong arguments, 3 not installed.
setlocal EnableExtensions DisableDelayedExpansion

set "SERVICE=logoffd"
for %%I in ("%~dp0..") do set "BASE=%%~fI"
if not "%~1"=="" (
  echo status: unknown argument "%~1"; this script has none.>&2
  exit /b 2
)
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if errorlevel 1 (
  echo The service %SERVICE% is not installed; install.cmd installs it.
  exit /b 3
)
rem The labels of sc are localised, the names of the states are not.
set "STATE=unknown"
for /f "tokens=3,4" %%A in ('%SystemRoot%\System32\sc.exe query "%SERVICE%"') do (
  if "%%B"=="RUNNING" set "STATE=RUNNING"
)
if not "%STATE%"=="RUNNING" (
  echo The service %SERVICE% is not running; see the last lines of "%BASE%\logs\logoffd.log".
  exit /b 1
)
if not exist "%BASE%\service\logoffd.url" (
  echo The service %SERVICE% is starting and does not answer yet; see "%BASE%\logs\logoffd.log".
  exit /b 1
)
set "URL="
set /p URL=<"%BASE%\service\logoffd.url"
echo The service %SERVICE% is running: %URL%
echo Configuration: "%BASE%\service\logoffd.properties"
echo Logs:          "%BASE%\logs"
exit /b 0
