using System.Collections.Concurrent;
using System.Threading.Channels;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>What the history holds in memory: a timeline for each sensor, and what monitoring has not looked at.</summary>
/// <remarks>Made again at each start from the rows of arrivals and heads. One writer, any number of readers.</remarks>
/// <param name="calendar">By which its days begin.</param>
/// <param name="much">Readings that a county does not have in a minute: a backlog streams in, and memory is to be made room in.</param>
internal sealed class HistoryMemory(DayCalendar calendar, long much = HistoryMemory.Much)
{
    private const long Much = 1_500_000;

    private readonly ConcurrentDictionary<SensorId, SensorTimeline> _bySensor = new();
    private readonly ConcurrentDictionary<int, SensorTimeline> _byNumber = new();

    private readonly Channel<bool> _much = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly ConcurrentDictionary<string, bool> _damages = new(StringComparer.Ordinal);
    private long _openReadings;
    private long _openWhenTended;
    private volatile ArrivalHead _newestArrival = ArrivalHead.None;
    private long _newestSeal;

    public DayCalendar Calendar { get; } = calendar;

    public ICollection<SensorTimeline> Timelines => _bySensor.Values;

    /// <summary>Readings in open days, conflicts too.</summary>
    public long OpenReadings => Interlocked.Read(ref _openReadings);

    /// <summary>The newest arrival that is on the disk.</summary>
    public ArrivalHead NewestArrival
    {
        get => _newestArrival;
        set => _newestArrival = value;
    }

    /// <summary>The number of the newest chunk.</summary>
    public long NewestSeal
    {
        get => Interlocked.Read(ref _newestSeal);
        set => Interlocked.Exchange(ref _newestSeal, value);
    }

    /// <summary>Transactions that are on the disk, since they are counted; used by the writer alone.</summary>
    public long Commits { get; set; }

    /// <summary>The day up to which roots are made; none is made for it again.</summary>
    public int NewestRootDay { get; private set; } = int.MinValue;

    /// <summary>Who stands behind the numbers of journals.</summary>
    public ConcurrentDictionary<int, ReadingOrigin> Journals { get; } = new();

    /// <summary>What could not be read, at the start or later, in words; <c>verify</c> tells more.</summary>
    public ICollection<string> Damages => _damages.Keys;

    public UnjudgedSpans Unjudged { get; } = new();

    /// <summary>Something that was stored is not as it was stored; said once, however often it is met.</summary>
    public void Damaged(string what) => _damages.TryAdd(what, true);

    public ReadingOrigin? OriginOf(int journal) => Journals.TryGetValue(journal, out ReadingOrigin origin) ? origin : null;

    public SensorTimeline? Find(SensorId sensor) => _bySensor.GetValueOrDefault(sensor);

    public SensorTimeline? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>The highest number of a sensor that anything in the file has, also where its name is lost: no other may get it.</summary>
    public int HighestSensor { get; private set; }

    /// <summary>A number beyond all that can be is damage, and takes none away.</summary>
    public void Met(int sensor) => HighestSensor = sensor < ChunkId.MostSensors ? Math.Max(HighestSensor, sensor) : HighestSensor;

    public SensorTimeline Add(SensorId sensor, int number)
    {
        Met(number);
        SensorTimeline timeline = _bySensor.GetOrAdd(sensor, new SensorTimeline(sensor, number));
        _byNumber[number] = timeline;
        return timeline;
    }

    /// <summary>Completes once much has come since <see cref="Tended"/>.</summary>
    public Task WaitUntilMuchAsync(CancellationToken cancellationToken) => _much.Reader.ReadAsync(cancellationToken).AsTask();

    /// <summary>What is open now stays so for a while: today's readings, however many they are, and days of which more may come.</summary>
    public void Tended() => Interlocked.Exchange(ref _openWhenTended, OpenReadings);

    /// <summary>What a transaction did is on the disk: now readers see it.</summary>
    public void Publish(StagedChanges staged)
    {
        foreach ((SensorId sensor, int number) in staged.Sensors)
        {
            Add(sensor, number);
        }

        foreach ((int number, ReadingOrigin origin) in staged.Journals)
        {
            Journals[number] = origin;
        }

        foreach (((int sensor, int day), OpenDay? view) in staged.Days)
        {
            SensorTimeline timeline = _byNumber[sensor];
            Interlocked.Add(ref _openReadings, (view?.CountWithConflicts ?? 0) - (timeline.OpenOn(day)?.CountWithConflicts ?? 0));
            timeline.Set(day, view);
        }

        foreach ((int sensor, SensorHead head) in staged.Heads)
        {
            _byNumber[sensor].Head = head;
        }

        if (OpenReadings - Interlocked.Read(ref _openWhenTended) > much)
        {
            _much.Writer.TryWrite(true);
        }

        Unjudged.Add(staged.Spans);
        NewestArrival = staged.NewestArrival ?? NewestArrival;
        NewestSeal = staged.NewestSeal ?? NewestSeal;
        NewestRootDay = staged.NewestRootDay ?? NewestRootDay;
    }
}
