namespace ColdChain.Agent.DeviceProfiles;

/// <summary>A profile of one kind, read and checked, or why there is none.</summary>
/// <param name="Profile">Null when there is a problem.</param>
/// <param name="Problem">Every mistake at once, with its place; empty for a profile that is fine.</param>
internal readonly record struct ProfileReading<T>(T? Profile, string Problem)
    where T : class;
