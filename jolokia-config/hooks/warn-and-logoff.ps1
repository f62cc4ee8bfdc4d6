# Warns the user of a Remote Desktop session, waits, and logs off that logon through logoffd if all conditions still hold. For options, exit
# codes and the two variables for the password see README.md in this folder. For PowerShell 5.1 and 7.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
# Without a console the progress bar can cause an error in PowerShell 5.1.
$ProgressPreference = 'SilentlyContinue'
$given = @{
    'url' = 'http://127.0.0.1:8778'; 'session' = ''; 'user' = ''; 'states' = 'DISCONNECTED'; 'minimum' = '0'; 'grace' = '300'
    'title' = 'Logoff'; 'message' = 'You will be logged off soon. Please save your work.'; 'request' = ''; 'reason' = ''; 'dry-run' = $false
}

function Stop-With([int] $Code, [string] $Sentence) {
    [Console]::Error.WriteLine("warn-and-logoff: $Sentence")
    exit $Code
}

# An unexpected error would exit with 1, which means refused.
trap { Stop-With 3 "Unexpected error, the effect is unknown: $($_.Exception.Message)" }

# powershell -File splits an argument that begins with a dash at its first colon, and every Key has colons: so --name=value is not supported.
for ($i = 0; $i -lt $args.Count; $i++) {
    $word = [string] $args[$i]
    if ($word -ceq '--dry-run') { $given['dry-run'] = $true; continue }
    if ($word -cnotmatch '^--[a-z]+$') { Stop-With 2 "Unknown argument `"$word`". Use options such as --session KEY." }
    $name = $word.Substring(2)
    if (-not $given.ContainsKey($name)) { Stop-With 2 "Unknown option --$name." }
    $i++
    if ($i -ge $args.Count) { Stop-With 2 "--$name has no value." }
    # After an unset variable at a prompt the next option, such as --dry-run, would be taken as the value.
    if ("$($args[$i])" -cmatch '^--[a-z]') { Stop-With 2 "--$name has no value: the next word is the option $($args[$i])." }
    # At a prompt A,B is a list.
    $given[$name] = $args[$i] -join ','
}
if ($given['session'] -notmatch '^[^:]+:.*:') { Stop-With 2 "--session is not the Key of a session: `"$($given['session'])`"." }
# A string of white space and invisible characters is neither a user nor a state.
$blank = '^[\s\p{Z}\p{Cc}\p{Cf}\u034f\u115f\u1160\u2800\u3164\uffa0]*$'
if ($given['states'] -match $blank) { Stop-With 2 '--states is blank. Set it to states such as DISCONNECTED.' }
if ($given['user'] -match $blank) { Stop-With 2 '--user is missing. Set it to the user of the session.' }
foreach ($name in 'minimum', 'grace') {
    if ($given[$name] -notmatch '^[0-9]{1,9}$') { Stop-With 2 "--$name is not a whole number of seconds: `"$($given[$name])`"." }
}

$password = $env:LOGOFFD_PASSWORD
if ($env:LOGOFFD_PASSWORD_FILE) {
    try {
        $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($env:LOGOFFD_PASSWORD_FILE)
        $password = [IO.File]::ReadAllLines($file) | Select-Object -First 1
    } catch {
        Stop-With 2 "Cannot read the password from ${env:LOGOFFD_PASSWORD_FILE}: $($_.Exception.Message)"
    }
}
if (-not $password) { Stop-With 2 'No password. Set LOGOFFD_PASSWORD_FILE or LOGOFFD_PASSWORD.' }
$user = if ($env:LOGOFFD_USER) { $env:LOGOFFD_USER } else { 'operator' }
$basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${user}:$password"))

$headers = @{ 'Authorization' = "Basic $basic" }
# A header has ASCII only.
if ($given['reason']) { $headers['X-Reason'] = [Uri]::EscapeDataString($given['reason']) }

# PowerShell 5.1 starts with older versions of TLS, and uses the system proxy even for this machine.
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
[Net.WebRequest]::DefaultWebProxy = New-Object Net.WebProxy
# PowerShell 7 ignores these two settings. It has an option for the proxy, and since 7.4 another one for a server that does not answer.
$newer = @{}
$known = (Get-Command Invoke-WebRequest).Parameters
if ($known.ContainsKey('NoProxy')) { $newer['NoProxy'] = $true }
if ($known.ContainsKey('OperationTimeoutSeconds')) { $newer['OperationTimeoutSeconds'] = 30 }

function Get-Answer($Request) {
    # As bytes in both directions: PowerShell 5.1 sends and reads characters outside ASCII wrongly.
    $body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Request -Depth 4 -Compress))
    try {
        # The service would close a kept-alive connection during the wait.
        $response = Invoke-WebRequest -UseBasicParsing -Uri ($given['url'].TrimEnd('/') + '/jolokia/') -Method Post -TimeoutSec 30 `
            -ContentType 'application/json' -Headers $headers -Body $body `
            -MaximumRedirection 0 -DisableKeepAlive @newer
        $answer = ConvertFrom-Json ([Text.Encoding]::UTF8.GetString($response.RawContentStream.ToArray()))
    } catch {
        # The details are the body of an answer such as 401.
        Stop-With 3 "Invalid answer from $($given['url']): $($_.Exception.Message) $($_.ErrorDetails)"
    }
    if ($answer.status -ne 200) { Stop-With 3 $answer.error }
    return $answer.value
}

function Invoke-Operation([string] $Bean, [string] $Operation, [object[]] $Arguments) {
    return Get-Answer @{ 'type' = 'exec'; 'mbean' = $Bean; 'operation' = $Operation; 'arguments' = $Arguments }
}

function Request-Logoff([string] $RequestId, [bool] $DryRun) {
    $arguments = $given['session'], $given['user'], $given['states'], [long] $given['minimum'], $RequestId, $given['reason'], $DryRun
    return Invoke-Operation $hostBean 'requestLogoff' $arguments
}

function Complete-With($Answer) {
    $json = ConvertTo-Json $Answer -Compress
    # In ASCII, as PowerShell 5.1 writes other characters in the code page of the console.
    [regex]::Replace($json, '[^\x00-\x7f]', { param($found) '\u{0:x4}' -f [int] [char] $found.Value })
    if ($Answer.Outcome -in 'DONE', 'ACCEPTED', 'GONE') { exit 0 }
    if ($Answer.Outcome -like 'REFUSED_*' -or $Answer.Outcome -eq 'NOT_FOUND') { exit 1 }
    exit 4
}

$hosts = Get-Answer @{ 'type' = 'read'; 'mbean' = 'logoffd:type=SessionHost,*'; 'attribute' = 'Host' }
$hostBean = ''
foreach ($bean in $hosts.PSObject.Properties) {
    $start = ($bean.Value.Host -creplace '[^A-Za-z0-9._:-]', '_') + ':'
    if ($given['session'].StartsWith($start, [StringComparison]::Ordinal)) { $hostBean = $bean.Name }
}
if ($hostBean -eq '') { Stop-With 2 "The service does not monitor the host of --session `"$($given['session'])`"." }

$expected = Request-Logoff '' $true
if ($given['dry-run'] -or $expected.Outcome -ne 'ACCEPTED') { Complete-With $expected }

# By Key, so that no other user who has the id by now is shown the message.
$warned = Invoke-Operation $hostBean 'requestMessage' @($given['session'], $given['title'], $given['message'])
if ($warned.Outcome -ne 'ACCEPTED') { Complete-With $warned }

Start-Sleep -Seconds ([int] $given['grace'])
Complete-With (Request-Logoff $given['request'] $false)
