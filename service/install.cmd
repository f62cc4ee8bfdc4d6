@echo off
rem Installs logoffd as a Windows service, upgrades or mends the one that is installed, and starts it. Finds a Java; that does the rest.
rem Exit codes: 0 installed and running, 1 something is missing or failed, 2 wrong arguments.
setlocal EnableExtensions DisableDelayedExpansion

for %%I in ("%~dp0..") do set "BASE=%%~fI"
set "GIVEN_JAVA="
set "ARGS="
set "ACTION=install"

:arguments
if "%~1"=="" goto run
if /i "%~1"=="--java" goto argument_java
if /i "%~1"=="--repair" goto argument_repair
if "%~1"=="/?" goto usage
if /i "%~1"=="--help" goto usage
set "ARG=%~1"
rem A backslash before the closing quote would escape it.
if "%ARG:~-1%"=="\" set "ARG=%ARG%\"
set "ARGS=%ARGS% "%ARG%""
shift
goto arguments

:argument_java
if "%~2"=="" (
  echo install: --java needs the folder of a 64-bit Java 17 or newer.>&2
  exit /b 2
)
set "GIVEN_JAVA=%~2"
shift
shift
goto arguments

:argument_repair
set "ACTION=repair"
shift
goto arguments

:usage
echo Usage: install.cmd [--java FOLDER] [--data FOLDER] [--program FOLDER] [--port NUMBER] [--address ADDRESS]
echo                    [--firewall] [--no-start] [--no-archive]
echo        install.cmd --repair [--java FOLDER] [--no-archive]
echo   --java FOLDER      the 64-bit Java 17 or newer that runs the service; by default that of JAVA_HOME, or the newest in the registry
echo   --data FOLDER      configuration, users, journal and logs; by default %ProgramData%\logoffd
echo   --program FOLDER   gets a folder for each version; by default %ProgramFiles%\logoffd
echo   --port NUMBER      http.port of a new configuration
echo   --address ADDRESS  http.address of a new configuration
echo   --firewall         lets other machines through the Windows firewall, if the address is not loopback
echo   --no-start         install only
echo   --no-archive       skip the class archive, which takes some seconds to create and shortens each startup
echo   --repair           registers the installed version again, for example after an update of Java; account and data stay
exit /b 0

:run
for %%X in ("%BASE%\logoffd.jar" "%BASE%\lib\jnidispatch.dll") do (
  if not exist "%%~X" (
    echo install: the file %%~X is missing; unzip the whole zip again.>&2
    exit /b 1
  )
)
call "%~dp0find-java.cmd" install "%GIVEN_JAVA%"
if errorlevel 1 exit /b 1
"%JAVA%\bin\java.exe" -Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -Xmx256m -XX:+UseSerialGC "-Djna.boot.library.path=%BASE%\lib" -Djna.nosys=true -Djna.nounpack=true -jar "%BASE%\logoffd.jar" setup %ACTION%%ARGS%
exit /b %ERRORLEVEL%
