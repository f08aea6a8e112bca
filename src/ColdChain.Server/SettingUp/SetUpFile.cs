using System.Text.Json.Serialization;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.SettingUp;

/// <summary>What the installer writes once: the facilities with their equipment, agents and people. Unknown keys are mistakes.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class SetUpFile
{
    /// <summary>Parents before children.</summary>
    public IReadOnlyList<FacilityLine> Facilities { get; init; } = [];

    public IReadOnlyList<StorageUnitLine> Units { get; init; } = [];

    public IReadOnlyList<SensorLine> Sensors { get; init; } = [];

    public IReadOnlyList<AgentLine> Agents { get; init; } = [];

    public IReadOnlyList<PersonLine> People { get; init; } = [];

    /// <summary>Who is told about alarms.</summary>
    public IReadOnlyList<ContactLine> Contacts { get; init; } = [];

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record FacilityLine(
        string Id, string? Parent, FacilityKind Kind, string NameZh, string NameEn, string TimeZone = Facility.DefaultTimeZone);

    /// <param name="Id">Begins with the facility's id: <c>gaochuan/fridge-1</c>.</param>
    /// <param name="Profile">A storage profile such as <c>CN-IMM/fridge</c>.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record StorageUnitLine(string Id, StorageUnitKind Kind, string NameZh, string NameEn, string Profile);

    /// <param name="Id">Any id; by custom the unit's and a place.</param>
    /// <param name="Unit">Where it sits.</param>
    /// <param name="PlacedAt">Since when, ISO 8601 with offset.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record SensorLine(
        string Id,
        string Unit,
        DateTimeOffset PlacedAt,
        string? Position = null,
        string? SerialNumber = null,
        string? Model = null,
        int? AccuracyMilliKelvin = null);

    /// <param name="Key">The bearer key, at least 20 characters; only its hash is stored.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record AgentLine(string Id, string Facility, string Key);

    /// <param name="Password">The first password; an existing person keeps theirs.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record PersonLine(
        string UserName, string FullName, string Role, string Facility, string Password, string? Phone = null, string Language = "zh");
}
