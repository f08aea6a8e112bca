namespace FirmwareSim.Physics;

/// <summary>
/// One fridge as heat: air, load and perhaps a melting lining, joined by conductances, in a room of a given temperature.
/// Steps of one second, explicit; the same inputs give the same series to the last bit.
/// </summary>
/// <remarks>Not safe for several threads; <see cref="InstrumentedFridge"/> is the owner.</remarks>
internal sealed class Fridge
{
    /// <summary>The fixed step of the simulation, s. Every conductance times it is far below its heat capacity.</summary>
    public const double StepSeconds = 1;

    /// <summary>A compressor may not start again at once against the pressure it left behind.</summary>
    private const int ShortestRestSeconds = 180;

    /// <summary>The thermostat's bulb follows the air this slowly, s.</summary>
    private const double BulbLagSeconds = 90;

    /// <summary>The lining's thermostat runs the compressor above this molten share and stops it below the next.</summary>
    private const double LiningCutInShare = 0.30;

    private const double LiningCutOutShare = 0.10;

    private readonly FridgeDesign _design;
    private double _airCelsius;
    private double _loadCelsius;
    private double _bulbCelsius;
    private double _liningJoules;
    private int _restSeconds;

    public Fridge(FridgeDesign design)
    {
        _design = design;
        _airCelsius = design.MiddleCelsius;
        _loadCelsius = design.MiddleCelsius;
        _bulbCelsius = design.MiddleCelsius;
        _liningJoules = design.Lining is null ? 0 : design.Lining.LatentJoules * (LiningCutInShare + LiningCutOutShare) / 2;
        _restSeconds = ShortestRestSeconds;
    }

    private Fridge(Fridge other)
    {
        _design = other._design;
        _airCelsius = other._airCelsius;
        _loadCelsius = other._loadCelsius;
        _bulbCelsius = other._bulbCelsius;
        _liningJoules = other._liningJoules;
        _restSeconds = other._restSeconds;
        CompressorRuns = other.CompressorRuns;
        HeatInJoules = other.HeatInJoules;
        HeatOutJoules = other.HeatOutJoules;
    }

    public double AirCelsius => _airCelsius;

    public double LoadCelsius => _loadCelsius;

    public bool CompressorRuns { get; private set; }

    /// <summary>All heat that came through walls and door since the start, J; negative when the room is colder.</summary>
    public double HeatInJoules { get; private set; }

    /// <summary>All heat that the compressor took out since the start, J.</summary>
    public double HeatOutJoules { get; private set; }

    /// <summary>Heat held inside, J, from an arbitrary zero (all at 0 °C, lining solid at its melting point).</summary>
    public double StoredJoules =>
        (_design.AirJoulesPerKelvin * _airCelsius) + (_design.LoadJoulesPerKelvin * _loadCelsius) + _liningJoules;

    public Fridge Copy() => new(this);

    /// <summary>One second passes.</summary>
    public void Step(double roomCelsius, bool hasPower, bool doorIsOpen)
    {
        double conductance = _design.WallWattsPerKelvin + (doorIsOpen ? _design.DoorWattsPerKelvin : 0);
        double inward = conductance * (roomCelsius - _airCelsius) * StepSeconds;
        double toLoad = _design.LoadWattsPerKelvin * (_airCelsius - _loadCelsius) * StepSeconds;
        double toLining = 0;
        if (_design.Lining is { } lining)
        {
            toLining = lining.WattsPerKelvin * (_airCelsius - LiningCelsius(lining)) * StepSeconds;
        }

        DecideCompressor(hasPower);
        double outward = CompressorRuns ? _design.CoolingWatts * StepSeconds : 0;
        bool coolsLining = _design.Lining is not null;
        _airCelsius += (inward - toLoad - toLining - (coolsLining ? 0 : outward)) / _design.AirJoulesPerKelvin;
        if (_design.LoadJoulesPerKelvin > 0)
        {
            _loadCelsius += toLoad / _design.LoadJoulesPerKelvin;
        }

        _liningJoules += toLining - (coolsLining ? outward : 0);
        _bulbCelsius += (_airCelsius - _bulbCelsius) * (StepSeconds / BulbLagSeconds);
        HeatInJoules += inward;
        HeatOutJoules += outward;
    }

    private double LiningCelsius(LiningDesign lining) => _liningJoules switch
    {
        < 0 => lining.MeltingCelsius + (_liningJoules / lining.JoulesPerKelvin),
        _ when _liningJoules > lining.LatentJoules =>
            lining.MeltingCelsius + ((_liningJoules - lining.LatentJoules) / lining.JoulesPerKelvin),
        _ => lining.MeltingCelsius,
    };

    private void DecideCompressor(bool hasPower)
    {
        bool asksForMore;
        bool hasEnough;
        if (_design.Lining is { } lining)
        {
            asksForMore = _liningJoules > lining.LatentJoules * LiningCutInShare;
            hasEnough = _liningJoules < lining.LatentJoules * LiningCutOutShare;
        }
        else
        {
            asksForMore = _bulbCelsius > _design.CutInCelsius;
            hasEnough = _bulbCelsius < _design.CutOutCelsius;
        }

        bool rested = _restSeconds >= ShortestRestSeconds;
        CompressorRuns = hasPower && (CompressorRuns ? !hasEnough : asksForMore && rested);
        _restSeconds = CompressorRuns ? 0 : Math.Min(_restSeconds + 1, ShortestRestSeconds);
    }
}
