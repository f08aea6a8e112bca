using System.Runtime.CompilerServices;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Files;

/// <summary>Imports the files that loggers' owners put into a folder.</summary>
/// <remarks>
/// A file is moved only after every part of it is on the disk (G1). A crash before that leaves it where it is; the parts
/// that were stored are recognised when it is read again (G2).
/// </remarks>
internal sealed class LoggerFilesSource(LoggerFilesOptions options, TimeProvider clock) : ISensorSource
{
    /// <summary>Parts on their way to the disk at once: one transaction of some thousand readings, some megabytes.</summary>
    private const int PartsAtOnce = 32;

    private readonly FolderLook _look = new(options, clock);
    private string? _told;

    public string Name => options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (SeenFile file in _look.Begin())
            {
                foreach (ImportPart[] parts in _look.Open(file).Chunk(PartsAtOnce))
                {
                    Acknowledgements stored = new(parts.Length);
                    foreach (ImportPart part in parts)
                    {
                        yield return new Observation.Measured(
                            part.Readings, clock.GetCurrentInstant(), null, part.Events, stored.OneAsync)
                        {
                            ImportPart = part.Key,
                        };
                    }

                    await stored.All.WaitAsync(cancellationToken);
                }

                _look.PutAway(file);
            }

            if (Change() is { } change)
            {
                yield return change;
            }

            await Task.Delay(options.Look, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A folder that is away or a disk that is full is told at its begin and at its end, not at every look.</summary>
    private Observation.Happened? Change()
    {
        if (_look.Fault == _told)
        {
            return null;
        }

        _told = _look.Fault;
        Instant now = clock.GetCurrentInstant();
        return new Observation.Happened(_told is null
            ? HealthEvents.SourceBack(Name, now)
            : HealthEvents.SourceFault(Name, now, $"{_told} The folder is tried again every {options.Look}"));
    }
}
