@echo off
rem Installs logoffd as a Windows service that starts with the machine, and starts it.
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
echo install: "%~1" is not known; expected is --java FOLDER, --no-start or --no-archive.>&2
exit /b 2

:argument_java
if "%~2"=="" (
  echo install: --java needs a folder; expected is that of a 64-bit Java 17 or newer.>&2
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
echo   --java FOLDER  the 64-bit Java 17 or newer that runs the service; without it JAVA_HOME
echo   --no-start     install only
echo   --no-archive   make no archive of classes, which takes some seconds and shortens each start
exit /b 0

:checks
rem The first needs the Server service, which hardened hosts switch off; the second is empty but there for administrators.
net session >nul 2>&1
if errorlevel 1 reg query "HKU\S-1-5-19" >nul 2>&1
if errorlevel 1 (
  echo install: this needs the rights of an administrator; run it from an elevated command prompt.>&2
  exit /b 1
)
if "%BASE:~3%"=="" (
  echo install: "%BASE%" is the root of a drive; expected is a folder of its own.>&2
  exit /b 1
)
rem procrun takes these for separators and quotes.
set "PLAIN=%BASE:#=%"
set "PLAIN=%PLAIN:;=%"
set "PLAIN=%PLAIN:'=%"
if not "%PLAIN%"=="%BASE%" (
  echo install: the folder "%BASE%" has a #, a ; or a ' in its path; expected is a folder without them.>&2
  exit /b 1
)
sc query "%SERVICE%" >nul 2>&1
if not errorlevel 1 (
  echo install: the service %SERVICE% is installed already; run uninstall.cmd first.>&2
  exit /b 1
)
for %%X in ("%EXE%" "%CONFIG%" "%BASE%\logoffd.jar" "%BASE%\lib\jnidispatch.dll" "%BASE%\jolokia-config\jolokia.properties") do (
  if not exist "%%~X" (
    echo install: the file %%~X is missing; unpack the zip again, as a whole.>&2
    exit /b 1
  )
)
if "%JAVA%"=="" (
  echo install: no Java is named; expected is --java FOLDER or the variable JAVA_HOME.>&2
  exit /b 1
)
for %%I in ("%JAVA%\.") do set "JAVA=%%~fI"
set "JVM=%JAVA%\bin\server\jvm.dll"
if not exist "%JVM%" (
  echo install: there is no Java in "%JAVA%"; expected is a folder with bin\server\jvm.dll.>&2
  exit /b 1
)
if not exist "%JAVA%\release" (
  echo install: "%JAVA%" has no file named release, so its version is not known; expected is Java 17 or newer.>&2
  exit /b 1
)
set "JAVA_VERSION=0"
set "OS_ARCH=unknown"
rem One line of this file, the list of modules, is longer than some command processors like.
call :read_release 2>nul
set "JAVA_MAJOR=0"
for /f "tokens=1 delims=.-+_" %%M in ("%JAVA_VERSION%") do set "JAVA_MAJOR=%%M"
if %JAVA_MAJOR% LSS 17 (
  echo install: "%JAVA%" is Java %JAVA_VERSION%; expected is Java 17 or newer.>&2
  exit /b 1
)
if not "%OS_ARCH%"=="x86_64" if not "%OS_ARCH%"=="amd64" (
  echo install: "%JAVA%" is Java for %OS_ARCH%; expected is one for x86_64, as logoffd.exe is.>&2
  exit /b 1
)

if not exist "%LOGS%" mkdir "%LOGS%"
if not exist "%LOGS%" (
  echo install: the folder "%LOGS%" cannot be created.>&2
  exit /b 1
)
rem The service runs as LocalSystem: who could change a file here could do anything. S-1-5-18 is SYSTEM, S-1-5-32-544 are the
rem administrators, S-1-5-32-545 the users; the names differ by language. The folder itself first, then what is ours in it: an
rem owner can give himself any right, so the owner goes first, then what others were given by name. Nothing else in the folder is
rem touched one by one.
icacls "%BASE%" /setowner "*S-1-5-32-544" /q >nul
if errorlevel 1 goto not_protected
icacls "%BASE%" /inheritance:r /grant:r "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-32-545:(OI)(CI)RX" /q >nul
if errorlevel 1 goto not_protected
call :protect "%BASE%\service"
if errorlevel 1 goto not_protected
rem Users and keys are nobody else's; these are the names under which they usually lie there.
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
icacls "%LOGS%" /inheritance:r /grant:r "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" /q >nul
if errorlevel 1 goto not_protected

call :make_archive

rem -Xrs                    this service logs users off; the JVM must not take their logoff for its own
rem JvmMx 96                the least with which every attribute of 5000 sessions is answered by one pattern: about 30 MB are live then
rem UseSerialGC             the smallest collector; the heap is small
rem UsePerfData             off: for jstat the JVM would wake 20 times a second, also when nothing happens
rem ExitOnOutOfMemoryError  without memory threads end one by one; a service that is started again is better than half of one
rem file.encoding           Windows' code page must not decide how text is written
rem jna.boot.library.path   JNA's DLL lies beside the jars; without this it would be unpacked into a folder that users can write
rem jna.nosys               and no other copy of it is looked for
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
  --StartMode=jvm --StartClass=io.github.logoffd.app.ServiceMain --StartMethod=start "--StartParams=--config#%CONFIG%" ^
  --StopMode=jvm --StopClass=io.github.logoffd.app.ServiceMain --StopMethod=stop --StopTimeout=10 ^
  "--StartPath=%BASE%" "--LogPath=%LOGS%" --LogPrefix=procrun --LogLevel=Info --StdOutput=auto --StdError=auto
if errorlevel 1 (
  echo install: procrun could not install the service, error %ERRORLEVEL%.>&2
  exit /b 1
)
sc failure "%SERVICE%" reset= 86400 actions= restart/5000/restart/15000/restart/60000 >nul
if errorlevel 1 echo install: the restart after a failure could not be set up; see sc failure %SERVICE%.>&2
rem EventCreate.exe, which every Windows has, holds one text for the ids 1 to 1000: what the entry says itself. Two percent signs,
rem so that the variable is stored and not its value; the types 7 are error, warning and information.
reg add "%EVENTS%" /v EventMessageFile /t REG_EXPAND_SZ /d "%%SystemRoot%%\System32\EventCreate.exe" /f >nul
if not errorlevel 1 reg add "%EVENTS%" /v TypesSupported /t REG_DWORD /d 7 /f >nul
if errorlevel 1 echo install: the source %SERVICE% of the event log could not be registered; its entries are shown without their text.>&2
echo The service %SERVICE% is installed with Java %JAVA_VERSION% from "%JAVA%".

if "%START%"=="no" (
  echo Start it with: net start %SERVICE%
  exit /b 0
)
del "%READY%" >nul 2>&1
net start "%SERVICE%"
if errorlevel 1 (
  echo install: the service could not be started; "%LOGS%" says why.>&2
  exit /b 1
)
rem Windows calls a service started a second after its start; this one writes the file when it answers.
for /l %%I in (1,1,40) do call :wait_until_ready
call "%BASE%\service\status.cmd"
set "RESULT=%ERRORLEVEL%"
if exist "%BASE%\service\initial-passwords.txt" (
  echo The first passwords are in "%BASE%\service\initial-passwords.txt"; read them and delete the file.
)
exit /b %RESULT%

:wait_until_ready
if exist "%READY%" exit /b 0
for /f "tokens=3,4" %%A in ('sc query "%SERVICE%"') do (
  if "%%B"=="STOPPED" exit /b 0
)
ping -n 2 127.0.0.1 >nul
exit /b 0

:not_protected
echo install: the owner and permissions of "%BASE%" cannot be set, so others could change the service; nothing is installed.>&2
exit /b 1

:protect
icacls "%~1" /setowner "*S-1-5-32-544" /t /q >nul
if errorlevel 1 exit /b 1
icacls "%~1" /reset /t /q >nul
if errorlevel 1 exit /b 1
exit /b 0

:keep_secret
if not exist "%~1" exit /b 0
icacls "%~1" /inheritance:r /grant:r "*S-1-5-18:F" "*S-1-5-32-544:F" /q >nul
if errorlevel 1 exit /b 1
exit /b 0

:read_release
for /f "usebackq tokens=1,2 delims==" %%A in ("%JAVA%\release") do (
  if "%%A"=="JAVA_VERSION" set "JAVA_VERSION=%%~B"
  if "%%A"=="OS_ARCH" set "OS_ARCH=%%~B"
)
exit /b 0

rem The classes of the service and the commands, as this very Java keeps them in memory: both start sooner with it. It is used only
rem when it is whole: the JVM checks its sums, and half of one must not be left when this is interrupted.
:make_archive
set "ARCHIVE_OPTION="
del /f /q "%ARCHIVE%" "%ARCHIVE%.new" "%ARCHIVE%.txt" >nul 2>&1
if "%ARCHIVED%"=="no" exit /b 0
"%JAVA%\bin\java.exe" "-XX:DumpLoadedClassList=%ARCHIVE%.txt" -Xlog:disable -XX:+UseSerialGC ^
  "-Djna.boot.library.path=%BASE%\lib" -Djna.nounpack=true -Djna.nosys=true ^
  "-Dlogback.configurationFile=%BASE%\service\logback.xml" -jar "%BASE%\logoffd.jar" train >nul
rem The heap is limited, since how addresses are written depends on it; G1 is the collector that writes down objects as well.
if not errorlevel 1 "%JAVA%\bin\java.exe" -Xshare:dump "-XX:SharedClassListFile=%ARCHIVE%.txt" "-XX:SharedArchiveFile=%ARCHIVE%.new" ^
  -Xlog:disable -Xmx512m -XX:+UseG1GC -jar "%BASE%\logoffd.jar" >nul
if not errorlevel 1 if exist "%ARCHIVE%.new" call :protect "%ARCHIVE%.new"
if not errorlevel 1 if exist "%ARCHIVE%.new" move /y "%ARCHIVE%.new" "%ARCHIVE%" >nul
del /f /q "%ARCHIVE%.new" "%ARCHIVE%.txt" >nul 2>&1
if not exist "%ARCHIVE%" (
  echo install: the archive of classes "%ARCHIVE%" could not be made; the service and the commands start more slowly without it.>&2
  exit /b 0
)
rem VerifySharedSpaces: without it an archive that the disk has damaged crashes the JVM, with it the archive is left alone; it takes about
rem 30 milliseconds.
set "ARCHIVE_OPTION=#-XX:SharedArchiveFile=%ARCHIVE%#-XX:+VerifySharedSpaces"
exit /b 0
