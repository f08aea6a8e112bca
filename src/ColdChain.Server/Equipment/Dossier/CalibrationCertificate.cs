using System.Collections.Immutable;
using ColdChain.Core.Readings;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>The certificate of a sensor (校准证书). Readings stay as they were measured; it stands beside them (EX-30).</summary>
public sealed class CalibrationCertificate : DossierEntry
{
    /// <summary>As <see cref="CalibrationPointsText"/> stores them; empty when the certificate gives none.</summary>
    public required string Points { get; init; }

    /// <summary>Null without points: then there is nothing to correct by.</summary>
    public Calibration? ToCalibration()
    {
        ImmutableArray<CalibrationPoint> points = CalibrationPointsText.Parse(Points);
        return points.IsEmpty || SensorId is not { } sensor
            ? null
            : new Calibration
            {
                Sensor = sensor,
                Certificate = Number ?? string.Empty,
                ValidFrom = DoneOn,
                ValidUntil = DueOn ?? DateOnly.MaxValue,
                Points = points,
            };
    }
}
