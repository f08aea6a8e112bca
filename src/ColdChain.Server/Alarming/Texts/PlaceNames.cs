namespace ColdChain.Server.Alarming.Texts;

/// <summary>A storage unit and its facility in both languages, and the facility's zone.</summary>
public sealed record PlaceNames(string UnitZh, string UnitEn, string FacilityZh, string FacilityEn, TimeZoneInfo Zone);
