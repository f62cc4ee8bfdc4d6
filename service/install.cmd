@echo off
rem Installs logoffd as a Windows service with automatic start, and starts it.
rem Exit codes: 0 installed and running, 1 something is missing or failed, 2 wrong arguments.
setlocal EnableExtensions DisableDelayedExpansion

set "SERVICE=logoffd"
for %%I in ("%~dp0..") do set "BASE=%%~fI"
set "EXE=%BASE%\service\logoffd.exe"
set "LOGS=%BASE%\logs"
set "CONFIG=%BASE%\service\logoffd.properties"
set "EVENTS=HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\%SERVICE%"
set "ARCHIVE=%BASE%\logoffd.jsa"
set "READY=%BASE%\service\logoffd.url"
set "JAVA=%JAVA_HOME%"
if defined JAVA set "JAVA=%JAVA:"=%"
set "START=yes"
set "ARCHIVED=yes"

:arguments
if "%~1"=="" goto checks
if /i "%~1"=="--java" goto argument_java
if /i "%~1"=="--no-start" goto argument_no_start
if /i "%~1"=="--no-archive" goto argument_no_archive
if "%~1"=="/?" goto usage
if /i "%~1"=="--help" goto usage
echo install: unknown argument "%~1"; use --java FOLDER, --no-start or --no-archive.>&2
exit /b 2

:argument_java
if "%~2"=="" (
  echo install: --java needs the folder of a 64-bit Java 17 or newer.>&2
  exit /b 2
)
set "JAVA=%~2"
shift
shift
goto arguments

:argument_no_start
set "START=no"
shift
goto arguments

:argument_no_archive
set "ARCHIVED=no"
shift
goto arguments

:usage
echo Usage: install.cmd [--java FOLDER] [--no-start] [--no-archive]
echo   --java FOLDER  the 64-bit Java 17 or newer that runs the service; by default JAVA_HOME
echo   --no-start     install only
echo   --no-archive   skip the class archive, which takes some seconds to create and shortens each startup
exit /b 0

:checks
rem The first command needs the Server service, which hardened hosts disable; the second key is empty but readable for administrators.
%SystemRoot%\System32\net.exe session >nul 2>&1
if errorlevel 1 %SystemRoot%\System32\reg.exe query "HKU\S-1-5-19" >nul 2>&1
if errorlevel 1 (
  echo install: administrator rights are required; run this from an elevated command prompt.>&2
  exit /b 1
)
if "%BASE:~3%"=="" (
  echo install: "%BASE%" is the root of a drive; unzip to a separate folder.>&2
  exit /b 1
)
rem procrun interprets these characters as separators and quotes.
set "PLAIN=%BASE:#=%"
set "PLAIN=%PLAIN:;=%"
set "PLAIN=%PLAIN:'=%"
if not "%PLAIN%"=="%BASE%" (
  echo install: the path "%BASE%" contains #, ; or '; move it to a path without these characters.>&2
  exit /b 1
)
%SystemRoot%\System32\sc.exe query "%SERVICE%" >nul 2>&1
if not errorlevel 1 (
  echo install: the service %SERVICE% is already installed; run uninstall.cmd first.>&2
  exit /b 1
)
for %%X in ("%EXE%" "%CONFIG%" "%BASE%\logoffd.jar" "%BASE%\lib\jnidispatch.dll" "%BASE%\jolokia-config\jolokia.properties") do (
  if not exist "%%~X" (
    echo install: the file %%~X is missing; unzip the whole zip again.>&2
    exit /b 1
  )
)
if "%JAVA%"=="" (
  echo install: no Java specified; use --java FOLDER or set JAVA_HOME.>&2
  exit /b 1
)
for %%I in ("%JAVA%\.") do set "JAVA=%%~fI"
set "JVM=%JAVA%\bin\server\jvm.dll"
if not exist "%JVM%" (
  echo install: no Java found in "%JAVA%"; use a folder with bin\server\jvm.dll.>&2
  exit /b 1
)
if not exist "%JAVA%\release" (
  echo install: "%JAVA%" has no file named release, so its version is unknown; use Java 17 or newer.>&2
  exit /b 1
)
set "JAVA_VERSION=0"
set "OS_ARCH=unknown"
rem One line of this file, the list of modules, is too long for some command processors.
call :read_release 2>nul
set "JAVA_MAJOR=0"
for /f "tokens=1 delims=.-+_" %%M in ("%JAVA_VERSION%") do set "JAVA_MAJOR=%%M"
if %JAVA_MAJOR% LSS 17 (
  echo install: "%JAVA%" is Java %JAVA_VERSION%; use Java 17 or newer.>&2
  exit /b 1
)
if not "%OS_ARCH%"=="x86_64" if not "%OS_ARCH%"=="amd64" (
  echo install: "%JAVA%" is Java for %OS_ARCH%; use a Java for x86_64, like logoffd.exe.>&2
  exit /b 1
)

if not exist "%LOGS%" mkdir "%LOGS%"
if not exist "%LOGS%" (
  echo install: the folder "%LOGS%" cannot be created.>&2
  exit /b 1
)
rem The service runs as LocalSystem: write access to a file here would give control of the machine. S-1-5-18 is SYSTEM, S-1-5-32-544
rem the administrators, S-1-5-32-545 the users; the names differ by language. The folder itself is protected first, then the files of
rem logoffd in it. Owners can grant themselves any right, so the owner is set first; then explicit permissions are removed. Other files
rem in the folder are not changed one by one.
%SystemRoot%\System32\icacls.exe "%BASE%" /setowner "*S-1-5-32-544" /q >nul
if errorlevel 1 goto not_protected
%SystemRoot%\System32\icacls.exe "%BASE%" /inheritance:r /grant:r "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-32-545:(OI)(CI)RX" /q >nul
if errorlevel 1 goto not_protected
call :protect "%BASE%\service"
if errorlevel 1 goto not_protected
rem Users and keys are readable for SYSTEM and administrators only; these are their usual names.
for %%F in ("%BASE%\service\users.txt" "%BASE%\service\initial-passwords.txt" "%BASE%\service\*.p12" "%BASE%\service\*.pfx" "%BASE%\service\*.pem") do (
  call :keep_secret "%%~fF"
  if errorlevel 1 goto not_protected
)
call :protect "%BASE%\lib"
if errorlevel 1 goto not_protected
call :protect "%BASE%\jolokia-config"
if errorlevel 1 goto not_protected
if exist "%BASE%\commands" call :protect "%BASE%\commands"
if errorlevel 1 goto not_protected
call :protect "%BASE%\logoffd.jar"
if errorlevel 1 goto not_protected
call :protect "%LOGS%"
if errorlevel 1 goto not_protected
%SystemRoot%\System32\icacls.exe "%LOGS%" /inheritance:r /grant:r "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" /q >nul
if errorlevel 1 goto not_protected

call :make_archive

rem -Xrs                    this service logs users off; the JVM must not shut down on their logoff signal
rem JvmMx 96                the minimum to answer a pattern read of every attribute of 5000 sessions: about 30 MB are then live
rem UseSerialGC             the smallest collector; the heap is small
rem UsePerfData             off: for jstat the JVM would wake up 20 times a second, even when idle
rem ExitOnOutOfMemoryError  without memory threads end one by one; a restarted service is better than a partly working one
rem file.encoding           the encoding of files must not depend on the Windows code page
rem jna.boot.library.path   JNA's DLL is next to the jars; without this it would be unpacked into a folder that users can write to
rem jna.nosys               no other copy of the DLL is searched for
set "OPTIONS=-Xrs#-XX:+UseSerialGC#-XX:-UsePerfData#-XX:+ExitOnOutOfMemoryError#-Dfile.encoding=UTF-8"
set "OPTIONS=%OPTIONS%#-Djna.boot.library.path=%BASE%\lib#-Djna.nounpack=true#-Djna.nosys=true"
set "OPTIONS=%OPTIONS%#-Dlogback.configurationFile=%BASE%\service\logback.xml#-Dlogoffd.logs=%LOGS%#-Dlogoffd.ready=%READY%"

"%EXE%" install "%SERVICE%" ^
  "--DisplayName=logoffd" ^
  "--Description=Shows Remote Desktop sessions as MBeans and JSON and logs them off on request." ^
  "--Install=%EXE%" ^
  --Startup=auto --ServiceUser=LocalSystem ^
  "--Jvm=%JVM%" "--Classpath=%BASE%\logoffd.jar" --JvmMx=96 ^
  "--JvmOptions=%OPTIONS%%ARCHIVE_OPTION%" "--JvmOptions9=--enable-native-access=ALL-UNNAMED" ^
  --StartMode=jvm --StartClass=io.github.logoffd.service.ServiceMain --StartMethod=start "--StartParams=--config#%CONFIG%" ^
  --StopMode=jvm --StopClass=io.github.logoffd.service.ServiceMain --StopMethod=stop --StopTimeout=10 ^
  "--StartPath=%BASE%" "--LogPath=%LOGS%" --LogPrefix=procrun --LogLevel=Info --StdOutput=auto --StdError=auto
if errorlevel 1 (
  echo install: procrun could not install the service, error %ERRORLEVEL%.>&2
  exit /b 1
)
%SystemRoot%\System32\sc.exe failure "%SERVICE%" reset= 86400 actions= restart/5000/restart/15000/restart/60000 >nul
if errorlevel 1 echo install: the restart after a failure could not be configured; see sc failure %SERVICE%.>&2
rem EventCreate.exe, part of every Windows, has one message for the ids 1 to 1000: the text of the entry itself. Two percent signs,
rem so that the variable is stored and not its value; TypesSupported 7 is error, warning and information.
%SystemRoot%\System32\reg.exe add "%EVENTS%" /v EventMessageFile /t REG_EXPAND_SZ /d "%%SystemRoot%%\System32\EventCreate.exe" /f >nul
if not errorlevel 1 %SystemRoot%\System32\reg.exe add "%EVENTS%" /v TypesSupported /t REG_DWORD /d 7 /f >nul
if errorlevel 1 echo install: the source %SERVICE% of the event log could not be registered; its entries will be shown without their text.>&2
echo The service %SERVICE% is installed with Java %JAVA_VERSION% from "%JAVA%".

if "%START%"=="no" (
  echo Start it with: net start %SERVICE%
  exit /b 0
)
del "%READY%" >nul 2>&1
%SystemRoot%\System32\net.exe start "%SERVICE%"
if errorlevel 1 (
  echo install: the service could not be started; see the logs in "%LOGS%".>&2
  exit /b 1
)
rem Windows reports a service as started a second after its start; this service writes the file when it answers.
for /l %%I in (1,1,40) do call :wait_until_ready
call "%BASE%\service\status.cmd"
set "RESULT=%ERRORLEVEL%"
if exist "%BASE%\service\initial-passwords.txt" (
  echo The initial passwords are in "%BASE%\service\initial-passwords.txt"; read them, then delete the file.
)
exit /b %RESULT%

:wait_until_ready
if exist "%READY%" exit /b 0
for /f "tokens=3,4" %%A in ('%SystemRoot%\System32\sc.exe query "%SERVICE%"') do (
  if "%%B"=="STOPPED" exit /b 0
)
%SystemRoot%\System32\ping.exe -n 2 127.0.0.1 >nul
exit /b 0

:not_protected
echo install: the owner and permissions of "%BASE%" cannot be set, so other users could change the service; nothing was installed.>&2
exit /b 1

:protect
%SystemRoot%\System32\icacls.exe "%~1" /setowner "*S-1-5-32-544" /t /q >nul
if errorlevel 1 exit /b 1
%SystemRoot%\System32\icacls.exe "%~1" /reset /t /q >nul
if errorlevel 1 exit /b 1
exit /b 0

:keep_secret
if not exist "%~1" exit /b 0
%SystemRoot%\System32\icacls.exe "%~1" /inheritance:r /grant:r "*S-1-5-18:F" "*S-1-5-32-544:F" /q >nul
if errorlevel 1 exit /b 1
exit /b 0

:read_release
for /f "usebackq tokens=1,2 delims==" %%A in ("%JAVA%\release") do (
  if "%%A"=="JAVA_VERSION" set "JAVA_VERSION=%%~B"
  if "%%A"=="OS_ARCH" set "OS_ARCH=%%~B"
)
exit /b 0

rem The class archive of the service and the commands, in the memory format of this Java version: both start faster with it. It must be
rem complete: the JVM checks its checksums, and an interrupted run must not leave a partial archive.
:make_archive
set "ARCHIVE_OPTION="
del /f /q "%ARCHIVE%" "%ARCHIVE%.new" "%ARCHIVE%.txt" >nul 2>&1
if "%ARCHIVED%"=="no" exit /b 0
"%JAVA%\bin\java.exe" "-XX:DumpLoadedClassList=%ARCHIVE%.txt" -Xlog:disable -XX:+UseSerialGC ^
  "-Djna.boot.library.path=%BASE%\lib" -Djna.nounpack=true -Djna.nosys=true ^
  "-Dlogback.configurationFile=%BASE%\service\logback.xml" -jar "%BASE%\logoffd.jar" train >nul
rem The heap is limited, since the format of addresses depends on it; G1 is the collector that also archives objects.
if not errorlevel 1 "%JAVA%\bin\java.exe" -Xshare:dump "-XX:SharedClassListFile=%ARCHIVE%.txt" "-XX:SharedArchiveFile=%ARCHIVE%.new" ^
  -Xlog:disable -Xmx512m -XX:+UseG1GC -jar "%BASE%\logoffd.jar" >nul
if not errorlevel 1 if exist "%ARCHIVE%.new" call :protect "%ARCHIVE%.new"
if not errorlevel 1 if exist "%ARCHIVE%.new" move /y "%ARCHIVE%.new" "%ARCHIVE%" >nul
del /f /q "%ARCHIVE%.new" "%ARCHIVE%.txt" >nul 2>&1
if not exist "%ARCHIVE%" (
  echo install: the class archive "%ARCHIVE%" could not be created; the service and the commands start more slowly without it.>&2
  exit /b 0
)
rem VerifySharedSpaces: without it a damaged archive crashes the JVM; with it such an archive is ignored. It takes about
rem 30 milliseconds.
set "ARCHIVE_OPTION=#-XX:SharedArchiveFile=%ARCHIVE%#-XX:+VerifySharedSpaces"
exit /b 0
