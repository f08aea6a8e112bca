using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Files;

/// <summary>Decides at each look which files are whole, reads them, and puts them away once they are stored. For one task.</summary>
/// <remarks>
/// <code>
/// seen -> seen again, unchanged -> read --taken----> its parts are stored -> done/
///          (changed: seen anew)     |---refused, two minutes unchanged ----> rejected/
///                                   '---refused, may still be on its way: waits
/// </code>
/// What the file system refuses is kept as one sentence for the person who looks after it; the next look tries again.
/// </remarks>
internal sealed class FolderLook(LoggerFilesOptions options, TimeProvider clock)
{
    private readonly WatchedFolder _folder = new(options.Folder);
    private readonly LoggerFileImport _import = new(options);
    private readonly Dictionary<string, Sighting> _sightings = new(StringComparer.Ordinal);

    /// <summary>What the file system refused since <see cref="Begin"/>; null when nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>The files that were unchanged since the look before.</summary>
    public IReadOnlyList<SeenFile> Begin()
    {
        Fault = null;
        IReadOnlyList<SeenFile> seen = [];
        Try(() =>
        {
            _folder.BringBack();
            seen = _folder.Look();
        });
        foreach (string gone in _sightings.Keys.Except(seen.Select(file => file.Name)).ToList())
        {
            _sightings.Remove(gone);
        }

        List<SeenFile> unchanged = [];
        foreach (SeenFile file in seen)
        {
            if (!_sightings.TryGetValue(file.Name, out Sighting? before) || before.Seen != file)
            {
                _sightings[file.Name] = new Sighting(file, clock.GetTimestamp(), null);
            }
            else if (!before.IsWaiting || IsStill(before))
            {
                unchanged.Add(file);
            }
        }

        return unchanged;
    }

    /// <summary>What is to be stored of it; none for a file that has to wait, and for one of which all is stored.</summary>
    public IReadOnlyList<ImportPart> Open(SeenFile file)
    {
        Sighting sighting = _sightings[file.Name];
        if (sighting.Outcome is not null)
        {
            return [];
        }

        ImportOutcome? outcome = null;
        Try(() => outcome = OutcomeOf(file));
        if (outcome is null)
        {
            _sightings.Remove(file.Name);
            return [];
        }

        bool waits = outcome is ImportOutcome.Refused { Why.MayStillArrive: true } && !IsStill(sighting);
        _sightings[file.Name] = sighting with { Outcome = waits ? null : outcome, IsWaiting = waits };
        return waits ? [] : outcome switch
        {
            ImportOutcome.Taken taken => taken.Parts,
            ImportOutcome.Refused refused => [ImportPart.OfRejected(file.Name, refused.Why, clock.GetCurrentInstant())],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>All of it is on the disk (G1): now it may go.</summary>
    public void PutAway(SeenFile file)
    {
        if (_sightings.GetValueOrDefault(file.Name)?.Outcome is not { } outcome)
        {
            return;
        }

        Try(() =>
        {
            if (outcome is ImportOutcome.Refused refused)
            {
                _folder.Reject(file, refused.Why);
            }
            else
            {
                _folder.MoveToDone(file, ((ImportOutcome.Taken)outcome).Notes);
            }

            _sightings.Remove(file.Name);
        });
    }

    private ImportOutcome? OutcomeOf(SeenFile file) => file.Length switch
    {
        0 => new ImportOutcome.Refused(new Rejection(RejectionKind.Unreadable, ["file: it is empty"])),
        > LoggerFilesOptions.MostBytes => new ImportOutcome.Refused(new Rejection(
            RejectionKind.TooLarge, [$"file: {file.Length} bytes; at most {LoggerFilesOptions.MostBytes} are read"])),
        _ => _folder.Read(file) is { } bytes ? _import.Of(file.Name, bytes, clock.GetCurrentInstant()) : null,
    };

    private bool IsStill(Sighting sighting) => clock.GetElapsedTime(sighting.Since) >= LoggerFilesOptions.Patience;

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault ??= fault.Message;
        }
    }
}
