using System.Globalization;
using FirmwareSim.Live;
using FirmwareSim.Scenarios;

namespace FirmwareSim.History;

/// <summary>Fulfils the <c>at crossing</c> statements of a plant that still stands at its beginning.</summary>
internal static class CrossingArrangement
{
    /// <summary>What was arranged, and what could not be, each a line for people.</summary>
    public static (IReadOnlyList<string> Arranged, IReadOnlyList<string> Mistakes) Apply(Plant plant)
    {
        List<string> arranged = [];
        List<string> mistakes = [];
        foreach (CrossingPlan crossing in plant.Scenario.Crossings)
        {
            switch (CrossingSearch.Find(plant, crossing))
            {
                case CrossingOutcome.Found found:
                    arranged.Add(Arrange(plant, crossing, found.PowerOffSecond));
                    break;
                case CrossingOutcome.NotFound missing:
                    mistakes.Add($"line {crossing.Line}: {missing.Why}");
                    break;
            }
        }

        return (arranged, mistakes);
    }

    private static string Arrange(Plant plant, CrossingPlan crossing, long powerOffSecond)
    {
        string unit = plant.Sensor(crossing.Sensor).Plan.Unit;
        plant.Fridges[unit].Continue(CrossingSearch.StoryWith(plant, unit, powerOffSecond));
        DateTimeOffset moment = DateTimeOffset.FromUnixTimeSeconds(powerOffSecond);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{unit} loses power at {moment:yyyy-MM-dd'T'HH:mm:ss'Z'}, so that {crossing.Sensor} passes its limit as line {crossing.Line} asks");
    }
}
