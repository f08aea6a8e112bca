using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial.Lines;

namespace ColdChain.Agent.Tests.Serial.Lines;

internal static class LineProfiles
{
    public static LineProfile Find(string name) => SerialProfiles.FindLine(DeviceProfileCatalogue.BuiltIn, name).Profile!;
}
