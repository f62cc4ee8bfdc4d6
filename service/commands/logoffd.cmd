@echo off
rem Runs a command of logoffd: logoffd passwd --list, logoffd serve, logoffd query session.
rem Uses the Java in the folder LOGOFFD_JAVA or JAVA_HOME, else that of the installed service, else the one in the path.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "BASE=%%~fI"
set "JAVA="
if defined LOGOFFD_JAVA (
  set "JAVA=%LOGOFFD_JAVA%\bin\java.exe"
  goto found
)
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA goto found
set "PROCRUN=HKLM\SOFTWARE\Wow6432Node\Apache Software Foundation\ProcRun 2.0\logoffd\Parameters\Java"
set "JVM="
%SystemRoot%\System32\reg.exe query "%PROCRUN%" /v Jvm >nul 2>&1
if errorlevel 1 goto in_the_path
for /f "tokens=2,*" %%A in ('%SystemRoot%\System32\reg.exe query "%PROCRUN%" /v Jvm') do if "%%A"=="REG_SZ" set "JVM=%%B"
for %%J in ("%JVM%\..\..\java.exe") do set "JAVA=%%~fJ"
if exist "%JAVA%" goto found
:in_the_path
for %%J in (java.exe) do set "JAVA=%%~$PATH:J"
:found
if not exist "%JAVA%" (
  echo logoffd: Java not found; set LOGOFFD_JAVA or JAVA_HOME to the folder of a Java 17 or newer.>&2
  exit /b 1
)
rem The class archive of install.cmd shortens startup. Java ignores an archive of another Java version. The checksums are verified, since a
rem damaged archive would crash Java. The archive was created for a small heap, and would be ignored with one of 32 GB.
set "ARCHIVE="
if exist "%BASE%\commands.jsa" set ARCHIVE="-XX:SharedArchiveFile=%BASE%\commands.jsa" -XX:+VerifySharedSpaces
"%JAVA%" -Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -Xmx256m -XX:+UseSerialGC %ARCHIVE% "-Djna.boot.library.path=%BASE%\lib" -Djna.nosys=true -Djna.nounpack=true -jar "%BASE%\logoffd.jar" %*
