using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.LoggerFiles;

/// <summary>What the desk writes to and reads from besides the records.</summary>
public sealed record LoggerFileStores(
    IReadingHistory History, IDailyExtremes Days, IAgentEventLog Events, EvidenceFolder Evidence, EquipmentDirectory Equipment);
