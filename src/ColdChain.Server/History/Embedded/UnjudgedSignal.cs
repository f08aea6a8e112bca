using System.Threading.Channels;

namespace ColdChain.Server.History.Embedded;

/// <summary>Wakes monitoring when something was appended; any number of calls before it looks are one.</summary>
internal sealed class UnjudgedSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Raised from the start: what a crash left unjudged is looked at first.</summary>
    public UnjudgedSignal() => Raise();

    public void Raise() => _raised.Writer.TryWrite(true);

    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _raised.Reader.ReadAsync(cancellationToken);
}
