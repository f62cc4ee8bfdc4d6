@echo off
rem Finds a 64-bit Java 17 or newer and sets JAVA to its folder: the given one, the one that came with this version, that of JAVA_HOME, the
rem newest in the registry. Called by the other scripts: find-java.cmd NAME FOLDER, with the name that begins a message.
rem Exit codes: 0 found, 1 not found; the message says why.
set "JAVA="
set "FOUND_KEY=0"
set "PROBLEM="
if not "%~2"=="" (
  call :candidate "%~2"
  goto end
)
for %%I in ("%~dp0..") do if exist "%%~fI\jre\bin\server\jvm.dll" call :candidate "%%~fI\jre"
if defined JAVA exit /b 0
if defined JAVA_HOME call :candidate "%JAVA_HOME:"=%"
if defined JAVA exit /b 0
for %%K in (
  "Eclipse Adoptium" "Eclipse Foundation" "AdoptOpenJDK" "Microsoft\JDK" "Azul Systems\Zulu" "BellSoft" "Amazon Corretto" "JavaSoft\JDK" "JavaSoft\JRE"
) do call :vendor "HKLM\SOFTWARE\%%~K"

:end
if defined JAVA exit /b 0
if defined PROBLEM (
  echo %~1: "%PROBLEM_AT%" %PROBLEM%>&2
  exit /b 1
)
echo %~1: no Java found; use --java FOLDER or set JAVA_HOME.>&2
exit /b 1

rem The installers write the folder under different names. The output has one line for each value: name, type, text.
:vendor
%SystemRoot%\System32\reg.exe query "%~1" >nul 2>&1
if errorlevel 1 exit /b 0
for /f "tokens=1,2,*" %%A in ('%SystemRoot%\System32\reg.exe query "%~1" /s') do (
  if "%%A"=="Path" call :candidate "%%C"
  if "%%A"=="JavaHome" call :candidate "%%C"
  if "%%A"=="InstallationPath" call :candidate "%%C"
)
exit /b 0

rem Keeps the folder when it is a newer Java than the one found before.
:candidate
for %%I in ("%~1\.") do set "FOLDER=%%~fI"
if not exist "%FOLDER%\bin\server\jvm.dll" (
  set "PROBLEM=is no Java; use a folder with bin\server\jvm.dll."
  set "PROBLEM_AT=%FOLDER%"
  exit /b 0
)
if not exist "%FOLDER%\release" (
  set "PROBLEM=has no file named release, so its version is unknown; use Java 17 or newer."
  set "PROBLEM_AT=%FOLDER%"
  exit /b 0
)
set "JAVA_VERSION=0"
set "OS_ARCH=unknown"
rem One line of this file, the list of modules, is too long for some command processors.
call :read_release 2>nul
set "V1=0"
set "V2=0"
set "V3=0"
for /f "tokens=1-3 delims=.-+_" %%A in ("%JAVA_VERSION%") do (
  set "V1=%%A"
  if not "%%B"=="" set "V2=%%B"
  if not "%%C"=="" set "V3=%%C"
)
if %V1% LSS 17 (
  set "PROBLEM=is Java %JAVA_VERSION%; use Java 17 or newer."
  set "PROBLEM_AT=%FOLDER%"
  exit /b 0
)
if not "%OS_ARCH%"=="x86_64" if not "%OS_ARCH%"=="amd64" (
  set "PROBLEM=is Java for %OS_ARCH%; use a Java for x86_64, like logoffd.exe."
  set "PROBLEM_AT=%FOLDER%"
  exit /b 0
)
set /a VERSION_KEY=V1*1000000+V2*1000+V3
if %VERSION_KEY% LEQ %FOUND_KEY% exit /b 0
set "FOUND_KEY=%VERSION_KEY%"
set "JAVA=%FOLDER%"
exit /b 0

:read_release
for /f "usebackq tokens=1,2 delims==" %%A in ("%FOLDER%\release") do (
  if "%%A"=="JAVA_VERSION" set "JAVA_VERSION=%%~B"
  if "%%A"=="OS_ARCH" set "OS_ARCH=%%~B"
)
exit /b 0
