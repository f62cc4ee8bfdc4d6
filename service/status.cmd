@echo off
rem Tells how the logoffd service is.
rem Exit codes: 0 running and answering, 1 installed but not running or not answering yet, 2 wrong arguments, 3 not installed.
setlocal EnableExtensions DisableDelayedExpansion

set "SERVICE=logoffd"
for %%I in ("%~dp0..") do set "BASE=%%~fI"
if not "%~1"=="" (
  echo status: "%~1" is not known; expected are no arguments.>&2
  exit /b 2
)
sc query "%SERVICE%" >nul 2>&1
if errorlevel 1 (
  echo The service %SERVICE% is not installed; install.cmd installs it.
  exit /b 3
)
rem The labels of sc follow the language of Windows, the names of the states do not.
set "STATE=unknown"
for /f "tokens=3,4" %%A in ('sc query "%SERVICE%"') do (
  if "%%B"=="RUNNING" set "STATE=RUNNING"
)
if not "%STATE%"=="RUNNING" (
  echo The service %SERVICE% is not running; the last lines of "%BASE%\logs\logoffd.log" say why.
  exit /b 1
)
if not exist "%BASE%\service\logoffd.url" (
  echo The service %SERVICE% is starting and does not answer yet; "%BASE%\logs\logoffd.log" says what it does.
  exit /b 1
)
set "URL="
set /p URL=<"%BASE%\service\logoffd.url"
echo The service %SERVICE% is running: %URL%
echo Configuration: "%BASE%\service\logoffd.properties"
echo Logs:          "%BASE%\logs"
exit /b 0
