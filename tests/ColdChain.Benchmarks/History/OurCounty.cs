using System.Text.Json;

namespace ColdChain.Benchmarks.History;

/// <summary>The set-up file of a county of so many sensors, and the person who reads over HTTP.</summary>
internal static class OurCounty
{
    public const string Reader = "reader";
    public const string Password = "a-long-password-1";

    public static string Json(CountyOfSeries county) => JsonSerializer.Serialize(new
    {
        facilities = Enumerable.Range(0, county.Agents).Select(agent => new
        {
            id = CountyOfSeries.Facility(agent),
            parent = "county",
            kind = "townshipHealthCentre",
            nameZh = CountyOfSeries.Facility(agent),
            nameEn = CountyOfSeries.Facility(agent),
        }).Prepend(new { id = "county", parent = (string)null!, kind = "diseaseControlCentre", nameZh = "county", nameEn = "county" }),
        units = Enumerable.Range(0, county.Sensors).Select(sensor => new
        {
            id = CountyOfSeries.Unit(sensor),
            kind = "refrigerator",
            nameZh = CountyOfSeries.Unit(sensor),
            nameEn = CountyOfSeries.Unit(sensor),
            profile = "CN-IMM/fridge",
        }),
        sensors = Enumerable.Range(0, county.Sensors).Select(sensor => new
        {
            id = CountyOfSeries.Sensor(sensor),
            unit = CountyOfSeries.Unit(sensor),
            placedAt = "2020-01-01T00:00:00+08:00",
        }),
        agents = Enumerable.Range(0, county.Agents).Select(agent => new
        {
            id = CountyOfSeries.Agent(agent),
            facility = CountyOfSeries.Facility(agent),
            key = CountyOfSeries.Key(agent),
        }),
        people = new[] { new { userName = Reader, fullName = Reader, role = "auditor", facility = "county", password = Password } },
    });
}
