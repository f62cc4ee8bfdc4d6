@echo off
rem Shows the status of the logoffd service: asks Windows and the service.
rem Exit codes: 0 running and answering, 1 installed but not running or not answering, 2 wrong arguments, 3 not installed.
setlocal EnableExtensions DisableDelayedExpansion

set "SERVICE=logoffd"
set "PROCRUN=HKLM\SOFTWARE\Wow6432Node\Apache Software Foundation\ProcRun 2.0\%SERVICE%\Parameters\Java"
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
set "JVM="
for /f "tokens=2,*" %%A in ('%SystemRoot%\System32\reg.exe query "%PROCRUN%" /v Jvm') do if "%%A"=="REG_SZ" set "JVM=%%B"
rem Without its Java the service cannot start, and writes no log.
if not exist "%JVM%" (
  echo The service %SERVICE% cannot start: its Java is gone, the file "%JVM%" is missing.
  echo install.cmd --repair finds another Java; install.cmd --repair --java FOLDER names it.
  exit /b 1
)
for %%J in ("%JVM%\..\..\java.exe") do set "JAVA=%%~fJ"
"%JAVA%" -Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -Xmx256m -XX:+UseSerialGC "-Djna.boot.library.path=%BASE%\lib" -Djna.nosys=true -Djna.nounpack=true -jar "%BASE%\logoffd.jar" setup status
exit /b %ERRORLEVEL%
