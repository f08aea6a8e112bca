using System.Globalization;

namespace ColdChain.Server.Integrity;

/// <summary>What can be wrong with a history, each in both languages.</summary>
internal static class Misfits
{
    public static Misfit Unreadable(ChunkName name) => new(
        $"The sealed readings of {name.English} cannot be read: their bytes were changed or are another record's, or they name a journal that is not there.",
        $"{name.Chinese} 的封存记录无法读取：字节已被改动或属于另一条记录，或其来源已不存在。");

    public static Misfit UnreadableBlock(BlockName name) => new(
        $"The bound days of {name.English} cannot be read: their bytes were changed or are another record's, or they name a journal that is not there.",
        $"{name.Chinese} 的合并记录无法读取：字节已被改动或属于另一条记录，或其来源已不存在。");

    public static Misfit OtherBlock(BlockName name) => new(
        $"The bound days of {name.English} are not those that were sealed: a reading, the place of the block, or a link of it was changed.",
        $"{name.Chinese} 的合并记录与封存时不符：读数、位置或链被改动。");

    public static Misfit OtherFigures(ChunkName name) => new(
        $"The lowest, highest and mean of {name.English} do not belong to its readings: either was changed after sealing.",
        $"{name.Chinese} 的最低、最高、平均值与其读数不符：封存后被改动。");

    public static Misfit Changed(ChunkName name) => new(
        $"The record of {name.English} is not the one that was sealed: its readings, its place, or the record before it were changed.",
        $"{name.Chinese} 的记录与封存时不符：读数、位置或其前一条记录被改动。");

    public static Misfit NoChain(ChunkName name) => new(
        $"The record of {name.English} has no chain hash of 32 bytes.", $"{name.Chinese} 的记录缺少 32 字节的链哈希。");

    /// <param name="seal">The number that is not there.</param>
    /// <param name="sensors">Whose chains are too short.</param>
    /// <param name="after">The last day before the hole, where it can be told.</param>
    public static Misfit Removed(long seal, IReadOnlyList<string> sensors, DateOnly? after)
    {
        const int MostNamed = 5;
        string named = string.Join(", ", sensors.Take(MostNamed)) + (sensors.Count > MostNamed ? ", ..." : string.Empty);
        string day = after is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Empty;
        string whose = sensors.Count switch { 0 => "a sensor that cannot be told", 1 => $"sensor {named}", _ => $"one of the sensors {named}" };
        return new Misfit(
            $"Sealed record number {seal} was removed; it was of {whose}{(day.Length == 0 ? string.Empty : $", sealed after its day {day}")}.",
            $"第 {seal} 号封存记录被删除；所属传感器：{(sensors.Count == 0 ? "无法判定" : named)}{(day.Length == 0 ? string.Empty : $"，在其 {day} 之后封存")}。");
    }

    public static Misfit Twice(long seal, ChunkName name) => new(
        $"The record of {name.English} has number {seal}, which another sealed record has already, or which no record can have.",
        $"{name.Chinese} 的编号 {seal} 与另一封存记录重复或无效。");

    public static Misfit Cut(string sensor, long said, long found) => new(
        $"Sensor {sensor} had {said} sealed records and has {found}: the newest were removed, or some were added.",
        $"传感器 {sensor} 应有 {said} 条封存记录，实有 {found} 条：最新的记录被删除，或有记录被添加。");

    public static Misfit OtherHead(string sensor) => new(
        $"The chain of sensor {sensor} does not end where its head says: the head or the newest record was changed.",
        $"传感器 {sensor} 的链末端与登记不符：登记或最新记录被改动。");

    public static Misfit SealsCut(long said, long found) => new(
        $"{said} records were sealed and {found} are there: the newest were removed, or the count was changed.",
        $"应有 {said} 条封存记录，实有 {found} 条：最新的记录被删除，或计数被改动。");

    public static Misfit RootRemoved(long number) => new(
        $"Daily root {number} was removed.", $"第 {number} 号每日根被删除。");

    public static Misfit RootBeyond(long number) => new(
        $"Daily root {number} was made over sealed records that are not there any more: the newest were removed.",
        $"第 {number} 号每日根所覆盖的封存记录已不存在：最新的记录被删除。");

    public static Misfit OtherRoot(long number) => new(
        $"Daily root {number} is not the root of the records under it: the root, or the chain of a sensor under it, was changed.",
        $"第 {number} 号每日根与其覆盖的记录不符：该根或其下某传感器的链被改动。");

    public static Misfit UnknownKey(long number, string key) => new(
        $"Daily root {number} names the key {key}, and the public key under that name is not there or is another.",
        $"第 {number} 号每日根所用的密钥 {key} 不存在或已被替换。");

    public static Misfit OtherSignature(long number, string key) => new(
        $"The signature of daily root {number} is not by the key {key}.", $"第 {number} 号每日根的签名与密钥 {key} 不符。");

    public static Misfit NotAsKept(long number, string kept, string found) => new(
        $"Daily root {number} is {found} here, and was {kept} when others noted it: what is under it was changed and sealed anew.",
        $"第 {number} 号每日根此处为 {found}，而外部留存为 {kept}：其覆盖的记录被改动后重新封存。");

    public static Misfit KeptRootMissing(long number) => new(
        $"Daily root {number}, which others noted, is not here: the newest roots were removed or made anew.",
        $"外部留存的第 {number} 号每日根在此不存在：最新的根被删除或重做。");

    public static Misfit Arrival(long number) => new(
        $"Request {number}, not yet sealed, is not as it was accepted: it was changed, or one before it was removed.",
        $"尚未封存的第 {number} 号请求与接收时不符：被改动，或其前的请求被删除。");

    public static Misfit ArrivalsCut(long said, long found) => new(
        $"The newest request accepted was number {said}; the newest that is there is {found}: requests were removed, or the mark was changed.",
        $"最后接收的请求为第 {said} 号，现存最后为第 {found} 号：有请求被删除，或标记被改动。");

    public static Misfit OtherDestruction(long number) => new(
        $"Destruction record {number} is not as it was signed, or is not there: who, why, or what was destroyed was changed.",
        $"第 {number} 号销毁记录与签名不符或已不存在：决定人、原因或销毁清单被改动。");

    public static Misfit File(string reason) => new(
        $"The database file itself is damaged: {reason}.", $"数据库文件本身已损坏：{reason}。");
}
