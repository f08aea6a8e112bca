using System.Globalization;
using System.Text.RegularExpressions;
using ColdChain.Server.Audit;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.Audit;

/// <summary>The words of the trail for people: actions, kinds of records, fields and values. What has no word is shown as it is stored.</summary>
internal static partial class AuditWords
{
    private const int LongestValue = 300;

    public static readonly IReadOnlyDictionary<string, (string Chinese, string English)> Actions = new Dictionary<string, (string, string)>
    {
        [AuditActions.Create] = ("新建", "created"),
        [AuditActions.Change] = ("更改", "changed"),
        [AuditActions.Modify] = ("更改（旧）", "changed (old form)"),
        [AuditActions.Void] = ("更正（作废原记录）", "corrected (voids another)"),
        [AuditActions.Remove] = ("移除", "removed"),
        [AuditActions.Sign] = ("签字", "signed"),
        [AuditActions.SignRefused] = ("签字被拒", "signature refused"),
        [AuditActions.Configuration] = ("配置", "configuration"),
        [AuditActions.LogIn] = ("登录", "log-in"),
        [AuditActions.LogOut] = ("退出", "log-out"),
        [AuditActions.LogInRefused] = ("登录失败", "log-in refused"),
        [AuditActions.LogInLocked] = ("登录被锁定", "log-in locked"),
        [AuditActions.PasswordRefused] = ("密码确认失败", "password refused"),
        [AuditActions.PasswordChanged] = ("更改密码", "password changed"),
        [AuditActions.SessionsEnded] = ("结束其他登录", "other sessions ended"),
        [AuditActions.SetUpLinkUsed] = ("用链接设置密码", "set-up link used"),
        [AuditActions.Export] = ("导出", "export"),
        [AuditActions.ClockChange] = ("时钟变化", "clock change"),
        ["quarantine.admit"] = ("放行隔离读数", "quarantine admitted"),
        ["test-message"] = ("测试消息", "test message"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Subjects = new()
    {
        ["facility"] = ("机构", "facility"),
        ["storage_unit"] = ("冷链设备", "storage unit"),
        ["kept_profile"] = ("温度要求", "profile"),
        ["sensor"] = ("传感器", "sensor"),
        ["measuring_point"] = ("测点", "measuring point"),
        ["agent_registration"] = ("采集端", "agent"),
        ["agent"] = ("采集端", "agent"),
        ["person"] = ("人员", "person"),
        ["set_up_link"] = ("设置密码的链接", "set-up link"),
        ["integration_key"] = ("系统密钥", "key of a system"),
        ["alarm"] = ("报警", "alarm"),
        ["contact_chain_step"] = ("报警联系人", "alarm contact"),
        ["lot_entry"] = ("批次", "lot"),
        ["movement_entry"] = ("出入库记录", "movement"),
        ["hand_reading_entry"] = ("人工测温", "hand reading"),
        ["month_review"] = ("月度审阅", "month review"),
        ["month"] = ("月度记录表", "monthly sheet"),
        ["reading"] = ("温度读数", "readings"),
        ["evidence"] = ("证据包", "evidence package"),
        ["signature"] = ("签名", "signature"),
        ["logger_file_entry"] = ("记录仪文件", "logger file"),
        ["quarantine"] = ("隔离读数", "quarantine"),
        ["dossier_entry"] = ("设备档案", "equipment file"),
        ["dossier_note"] = ("档案备注", "note of an equipment file"),
        ["audit_entry"] = ("审计记录", "audit trail"),
        ["server"] = ("服务器", "server"),
    };

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["Id"] = "编号",
        ["FacilityId"] = "机构",
        ["OwnerFacilityId"] = "所属机构",
        ["ParentId"] = "上级机构",
        ["Path"] = "层级路径",
        ["Kind"] = "类别",
        ["NameZh"] = "中文名称",
        ["NameEn"] = "英文名称",
        ["TimeZone"] = "时区",
        ["ProfileId"] = "温度要求",
        ["IsInUse"] = "在用",
        ["StorageUnitId"] = "冷链设备",
        ["SensorId"] = "传感器",
        ["PlacedAt"] = "安装时间",
        ["RemovedAt"] = "移除时间",
        ["Position"] = "位置",
        ["SerialNumber"] = "序列号",
        ["Model"] = "型号",
        ["FullName"] = "姓名",
        ["UserName"] = "用户名",
        ["Role"] = "角色",
        ["Language"] = "语言",
        ["PasswordHash"] = "密码",
        ["KeySha256"] = "密钥",
        ["SecurityStamp"] = "安全戳",
        ["ConcurrencyStamp"] = "并发戳",
        ["AccessFailedCount"] = "连续输错次数",
        ["LockoutEnd"] = "锁定至",
        ["LockoutEnabled"] = "可锁定",
        ["EmailConfirmed"] = "邮箱已确认",
        ["PhoneNumberConfirmed"] = "电话已确认",
        ["TwoFactorEnabled"] = "两步验证",
        ["NormalizedUserName"] = "规范用户名",
        ["Email"] = "邮箱",
        ["PhoneNumber"] = "电话",
        ["Day"] = "日期",
        ["Slot"] = "时段",
        ["ReadAt"] = "测温时间",
        ["EnteredAt"] = "登记时间",
        ["IsLate"] = "补录",
        ["Value"] = "温度（°C）",
        ["FreezerValue"] = "冷冻室温度（°C）",
        ["AutomaticValue"] = "自动监测（°C）",
        ["AutomaticMeasuredAt"] = "自动监测时间",
        ["Reason"] = "原因",
        ["SignedBy"] = "签字人",
        ["SignedById"] = "签字人编号",
        ["VoidsId"] = "更正的记录",
        ["Month"] = "月份",
        ["ReviewedAt"] = "审阅时间",
        ["ReviewedBy"] = "审阅人",
        ["ReviewedById"] = "审阅人编号",
        ["Finding"] = "发现的问题",
        ["Subject"] = "对象",
        ["SubjectKey"] = "对象编号",
        ["RecordSha256"] = "记录哈希",
        ["Sha256"] = "哈希",
        ["Meaning"] = "含义",
        ["SignerId"] = "签字人编号",
        ["PrintedName"] = "签字人",
        ["SignedAt"] = "签字时间",
        ["IsByPassword"] = "密码签名",
        ["Clock"] = "时钟",
        ["Stage"] = "阶段",
        ["TakenBy"] = "确认人",
        ["TakenAt"] = "确认时间",
        ["Cause"] = "原因",
        ["Action"] = "处置",
        ["ClosedBy"] = "关闭人",
        ["ClosedAt"] = "关闭时间",
        ["RaisedAt"] = "报警时间",
        ["Question"] = "筛选条件",
        ["Fault"] = "拒绝原因",
        ["Version"] = "版本",
        ["LotNumber"] = "批号",
        ["Product"] = "疫苗名称",
        ["Manufacturer"] = "生产企业",
        ["Expiry"] = "有效期至",
        ["Doses"] = "剂次",
        ["DocumentNumber"] = "单据号",
        ["At"] = "时间",
        ["Name"] = "姓名",
        ["Address"] = "地址",
        ["Way"] = "方式",
        ["Order"] = "顺序",
        ["Mobile"] = "手机",
        ["KeptFrom"] = "生效时间",
    };

    public static string Action(string action, CurrentLanguage language) => Of(Actions, action, language);

    public static string Subject(string subject, CurrentLanguage language) => Of(Subjects, subject, language);

    /// <summary>A column in Chinese by its word, in English as words: <c>PlacedAt</c> is "placed at".</summary>
    public static string Column(string column, CurrentLanguage language) => column.Contains(':', StringComparison.Ordinal) ? column
        : language.Say(Columns.GetValueOrDefault(column) ?? column, Humps().Replace(column, " ").ToLowerInvariant());

    /// <summary>A moment in the reader's zone, yes and no in words; long texts are cut.</summary>
    public static string Value(string value, CurrentLanguage language, TimeZoneInfo zone)
    {
        if (value is "True" or "False")
        {
            return value == "True" ? language.Say("是", "yes") : language.Say("否", "no");
        }

        if (DateTimeOffset.TryParseExact(
            value, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
        {
            return TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        }

        return value.Length > LongestValue ? value[..LongestValue] + "…" : value;
    }

    private static string Of(IReadOnlyDictionary<string, (string Chinese, string English)> words, string key, CurrentLanguage language) =>
        words.TryGetValue(key, out (string Chinese, string English) word) ? language.Say(word.Chinese, word.English) : key;

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Humps();
}
