namespace FirmwareSim.Physics;

/// <summary>A fridge in its room with its story and its probes, brought forward second by second on request.</summary>
/// <remarks>Not safe for several threads; live, <c>Plant</c> holds a lock for each fridge.</remarks>
internal sealed class InstrumentedFridge
{
    /// <summary>The room changes slowly: its curve is looked up this often, s.</summary>
    private const long RoomEvery = 60;

    /// <summary>The noise of a probe takes a new turn this often, s.</summary>
    private const long NoiseSpacing = 600;

    private readonly Fridge _fridge;
    private readonly Room _room;
    private readonly IReadOnlyList<Probe> _probes;
    private readonly double[] _probeCelsius;
    private double _roomCelsius;
    private Situation _situation;
    private FridgeStory _story;

    /// <param name="design">The fridge.</param>
    /// <param name="room">Around it.</param>
    /// <param name="story">What happens to it.</param>
    /// <param name="probes">In the order in which they are asked for.</param>
    /// <param name="startSecond">Unix second at which it stands at its set point.</param>
    public InstrumentedFridge(
        FridgeDesign design, Room room, FridgeStory story, IReadOnlyList<Probe> probes, long startSecond)
    {
        _fridge = new Fridge(design);
        _room = room;
        _story = story;
        _probes = probes;
        _probeCelsius = [.. probes.Select(probe => design.MiddleCelsius + probe.OffsetKelvin)];
        Second = startSecond;
        _roomCelsius = room.CelsiusAt(startSecond);
        _situation = story.At(startSecond);
    }

    private InstrumentedFridge(InstrumentedFridge other, FridgeStory story)
    {
        _fridge = other._fridge.Copy();
        _room = other._room;
        _story = story;
        _probes = other._probes;
        _probeCelsius = [.. other._probeCelsius];
        Second = other.Second;
        _roomCelsius = other._roomCelsius;
        _situation = story.At(other.Second);
    }

    /// <summary>How far it has been brought, Unix seconds.</summary>
    public long Second { get; private set; }

    public Fridge Fridge => _fridge;

    public FridgeStory Story => _story;

    /// <summary>The same fridge at the same moment, with another story from here on.</summary>
    public InstrumentedFridge Branch(FridgeStory story) => new(this, story);

    /// <summary>From here on this is what happens; what lies before is as it was.</summary>
    public void Continue(FridgeStory story)
    {
        _story = story;
        _situation = story.At(Second);
    }

    /// <summary>Brings it forward; a moment that has passed changes nothing.</summary>
    public void AdvanceTo(long unixSecond)
    {
        while (Second < unixSecond)
        {
            if (Second >= _situation.Until)
            {
                _situation = _story.At(Second);
            }

            if (Second % RoomEvery == 0)
            {
                _roomCelsius = _room.CelsiusAt(Second);
            }

            _fridge.Step(_roomCelsius, _situation.HasPower, _situation.DoorIsOpen);
            Second++;
            FollowAir();
        }
    }

    /// <summary>What the probe reads now, thousandths of a degree; the noise belongs to the moment.</summary>
    public int ReadMilliCelsius(int probeIndex)
    {
        Probe probe = _probes[probeIndex];
        double noise = probe.NoiseKelvin * StableNoise.Wander(probe.Seed, Second, NoiseSpacing);
        return (int)Math.Round((_probeCelsius[probeIndex] + noise) * 1_000, MidpointRounding.AwayFromZero);
    }

    private void FollowAir()
    {
        double air = _fridge.AirCelsius;
        for (int i = 0; i < _probeCelsius.Length; i++)
        {
            Probe probe = _probes[i];
            _probeCelsius[i] += (air + probe.OffsetKelvin - _probeCelsius[i]) * (Fridge.StepSeconds / probe.LagSeconds);
        }
    }
}
