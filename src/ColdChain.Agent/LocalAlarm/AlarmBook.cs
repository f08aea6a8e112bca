using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>The file of the standing alarms: a restart neither forgets one nor rings anew for one that somebody has.</summary>
internal sealed class AlarmBook(string directory, TimeProvider clock, ILogger log)
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly string _path = Path.Combine(directory, "local-alarms.json");
    private string? _said;

    public AlarmBookPage Load()
    {
        string? fault = FileAttempt.Read(_path, MostBytes, out byte[]? json);
        if (fault is null && json is null)
        {
            return new AlarmBookPage();
        }

        if (EdgeJson.TryRead(json ?? [], EdgeJson.Default.AlarmBookPage, out AlarmBookPage? page, out string reason))
        {
            return page;
        }

        log.LogError(
            "The local alarms of before the start are lost ({Reason}), and the file was set aside as {Aside}: what is still out of range rings anew",
            fault ?? reason,
            FileAttempt.SetAside(_path, clock.GetUtcNow()));
        return new AlarmBookPage();
    }

    public void Keep(AlarmBookPage page)
    {
        string? fault = FileAttempt.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(page, EdgeJson.Default.AlarmBookPage));
        if (fault is not null && fault != _said)
        {
            log.LogError("The local alarms cannot be written down ({Fault}): after a restart they ring anew", fault);
        }

        _said = fault;
    }
}
