namespace ColdChain.Server.Integrity;

/// <summary>What can be wrong with a package of evidence, each in both languages.</summary>
internal static class PackageMisfits
{
    public static Misfit NoPackage(string reason) => new(
        $"The file is no package of evidence: {reason}.", $"该文件不是证据包：{reason}。");

    public static Misfit Missing(string entry) => new($"{entry} is not in the package, and something in it needs it.", $"证据包缺少 {entry}。");

    public static Misfit Unreadable(string entry) => new($"{entry} was changed: it is not of the form that it should have.", $"{entry} 被改动：格式不符。");

    public static Misfit OtherHash(string entry) => new(
        $"{entry} is not the record that was sealed: its SHA-256 is not the one in the chain.", $"{entry} 与封存时不符：其 SHA-256 与链中不同。");

    public static Misfit OtherPlace(string entry) => new(
        $"{entry} holds the record of another sensor or day than its name says.", $"{entry} 的内容属于其他传感器或日期。");

    public static Misfit Chain(string sensor, long link) => new(
        $"The chain of sensor {sensor} breaks at number {link}: that record, or one before it, was changed, removed or moved.",
        $"传感器 {sensor} 的链在第 {link} 号处断开：该记录或其前的记录被改动、删除或移位。");

    public static Misfit NotInRoot(long root, string sensor, long link) => new(
        $"Daily root {root} has another chain for sensor {sensor} at number {link}, or the package leaves that record out.",
        $"第 {root} 号每日根中传感器 {sensor} 第 {link} 号的链与证据包不符，或证据包缺少该记录。");

    public static Misfit Roots(long number) => new(
        $"Daily root {number} does not follow from the root before it, or is missing.", $"第 {number} 号每日根与前一根不衔接，或缺失。");

    public static Misfit OtherCsv(string entry) => new(
        $"{entry} does not say what the sealed records beside it say.", $"{entry} 与同文件夹的封存记录内容不一致。");
}
