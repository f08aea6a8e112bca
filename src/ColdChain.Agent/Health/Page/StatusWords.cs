namespace ColdChain.Agent.Health.Page;

/// <summary>The words of the page in one language.</summary>
public sealed record StatusWords
{
    public static StatusWords Chinese { get; } = new()
    {
        Language = "zh",
        Other = "English",
        Title = "冷链采集端",
        AllWell = "一切正常",
        SeeTo = "需要处理",
        Sensors = "传感器",
        Sources = "采集通道",
        Server = "服务器",
        Waiting = "断网缓存（尚未上传）",
        Version = "版本",
        Since = "启动于",
        LastReading = "最近读数",
        NoReading = "尚无读数",
        Works = "正常",
        Answered = "最近应答",
        NeverAnswered = "启动后尚未应答",
        Clock = "本机时钟",
        Alarm = "报警",
        Take = "我来处理",
        TakenBy = "已由此人处理：",
        YourName = "您的姓名",
        Silences = "确认后声光停止；温度恢复前报警一直保留。",
        Gone = "这条报警已经结束，或已有人处理。",
        Back = "返回",
        Problems = new Dictionary<StatusProblemKind, string>
        {
            [StatusProblemKind.BufferFails] = "本机磁盘无法写入：读数暂不确认。请检查磁盘空间",
            [StatusProblemKind.OutputFails] = "本地报警装置故障：报警可能听不到",
            [StatusProblemKind.PowerLost] = "停电",
            [StatusProblemKind.SensorFault] = "探头故障",
            [StatusProblemKind.SensorSilent] = "30 分钟没有读数：请查看设备，并人工测温",
            [StatusProblemKind.SourceFault] = "采集通道故障",
            [StatusProblemKind.ServerAway] = "连不上服务器：读数保存在本机，恢复后自动补传",
            [StatusProblemKind.ClockOff] = "本机时钟与服务器相差超过 60 秒：请校准时间",
        },
    };

    public static StatusWords English { get; } = new()
    {
        Language = "en",
        Other = "中文",
        Title = "Cold-chain agent",
        AllWell = "All is well",
        SeeTo = "Needs attention",
        Sensors = "Sensors",
        Sources = "Sources",
        Server = "Server",
        Waiting = "Waiting in the buffer",
        Version = "Version",
        Since = "Running since",
        LastReading = "Last reading",
        NoReading = "no reading yet",
        Works = "works",
        Answered = "last answer",
        NeverAnswered = "no answer since the start",
        Clock = "This machine's clock",
        Alarm = "Alarm",
        Take = "I have it",
        TakenBy = "in the hands of",
        YourName = "Your name",
        Silences = "Then the outputs fall silent; the alarm stands until the temperature is back.",
        Gone = "This alarm is over, or somebody has it already.",
        Back = "Back",
        Problems = new Dictionary<StatusProblemKind, string>
        {
            [StatusProblemKind.BufferFails] = "The disk of this machine cannot be used: nothing is acknowledged to sensors. Look at its free space",
            [StatusProblemKind.OutputFails] = "An output of the local alarm fails: it may not be heard",
            [StatusProblemKind.PowerLost] = "Power failure",
            [StatusProblemKind.SensorFault] = "Sensor fault",
            [StatusProblemKind.SensorSilent] = "No reading for 30 minutes: look at the unit, and measure by hand",
            [StatusProblemKind.SourceFault] = "Source fault",
            [StatusProblemKind.ServerAway] = "The server cannot be reached: readings are kept here and sent later by themselves",
            [StatusProblemKind.ClockOff] = "This machine's clock and the server's differ by more than 60 seconds: set it",
        },
    };

    /// <summary>As in the address: zh or en.</summary>
    public required string Language { get; init; }

    /// <summary>The other language, in its own words.</summary>
    public required string Other { get; init; }

    public required string Title { get; init; }

    public required string AllWell { get; init; }

    public required string SeeTo { get; init; }

    public required string Sensors { get; init; }

    public required string Sources { get; init; }

    public required string Server { get; init; }

    public required string Waiting { get; init; }

    public required string Version { get; init; }

    public required string Since { get; init; }

    public required string LastReading { get; init; }

    public required string NoReading { get; init; }

    public required string Works { get; init; }

    public required string Answered { get; init; }

    public required string NeverAnswered { get; init; }

    public required string Clock { get; init; }

    public required string Alarm { get; init; }

    /// <summary>What the button says.</summary>
    public required string Take { get; init; }

    public required string TakenBy { get; init; }

    public required string YourName { get; init; }

    /// <summary>What the button does.</summary>
    public required string Silences { get; init; }

    public required string Gone { get; init; }

    public required string Back { get; init; }

    public required IReadOnlyDictionary<StatusProblemKind, string> Problems { get; init; }

    /// <summary>Chinese unless English is asked for.</summary>
    public static StatusWords For(string? language) => language == English.Language ? English : Chinese;
}
