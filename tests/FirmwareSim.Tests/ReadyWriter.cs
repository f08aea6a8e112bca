using System.Text;

namespace FirmwareSim.Tests;

/// <summary>Waits for the line that says that the simulator is at work.</summary>
internal sealed class ReadyWriter : TextWriter
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public Task Ready => _ready.Task;

    public override void WriteLine(string? value)
    {
        if (value == "ready")
        {
            _ready.TrySetResult();
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }
}
