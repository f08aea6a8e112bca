using ColdChain.Server.People.Keys;

namespace ColdChain.Server.People;

/// <summary>Every route of the server with who may use it (G9). What is not listed here is denied to everybody.</summary>
/// <remarks>
/// One table, so that the question "who can reach this?" has one place to look. A test walks all endpoints and
/// fails for one that is missing here, and for a line here that no endpoint answers to.
/// </remarks>
public static class AccessTable
{
    private static readonly IReadOnlyList<string> Everyone = Roles.All;

    /// <summary>Who enters papers: those who handle the vaccine and those who set the system up; never who inspects.</summary>
    private static readonly IReadOnlyList<string> Bookkeepers = [Roles.Staff, Roles.Administrator];

    /// <summary>Who may take an alarm and account for it: everybody but who audits.</summary>
    private static readonly IReadOnlyList<string> Answering = [Roles.Staff, Roles.Inspector, Roles.Administrator];

    /// <summary>Who reviews how a unit is kept and who sets it up.</summary>
    private static readonly IReadOnlyList<string> Deciding = [Roles.Inspector, Roles.Administrator];

    /// <summary>Who reads the audit trail of their facility and those below it.</summary>
    private static readonly IReadOnlyList<string> Overseeing = [Roles.Inspector, Roles.Auditor, Roles.Administrator];

    public static readonly IReadOnlyList<AccessRule> Rules =
    [
        // People
        new("PAGE", "/log-in", Audience.Anyone, [], null),
        new("PAGE", "/set-up/{Token}", Audience.Anyone, [], null),
        new("PAGE", "/account", Audience.People, Everyone, null),
        new("PAGE", "/people", Audience.People, [Roles.Administrator], null),
        new("PAGE", "/people/{PersonId:long}", Audience.People, [Roles.Administrator], "personId"),
        new("POST", "/log-out", Audience.People, Everyone, null),
        new("POST", "/language", Audience.Anyone, [], null),
        new("PAGE", "/error", Audience.Anyone, [], null),
        new("PAGE", "/refused/{Status:int}", Audience.Anyone, [], null),

        // Keys of agents and integrations
        new("PAGE", "/keys", Audience.People, [Roles.Administrator], null),
        new("PAGE", "/keys/integrations/{IntegrationKey:long}", Audience.People, [Roles.Administrator], "integrationKey"),
        new("PAGE", "/keys/agents/{*agent}", Audience.People, [Roles.Administrator], "agent"),

        // Operation
        new("GET", "/healthz", Audience.Loopback, [], null),
        new("GET", "/metrics", Audience.Loopback, [], null),
        new("GET", "/openapi/{documentName}.json", Audience.People, Everyone, null),

        // Agents and what they send
        new("POST", "/api/v1/agents/{agentId}/batches", Audience.Agents, [], null),
        new("GET", "/api/v1/agents/{agentId}/profile", Audience.Agents, [], null),
        new("PAGE", "/agents", Audience.People, Everyone, null),
        new("GET", "/api/v1/quarantine", Audience.People, [Roles.Administrator], null) { Export = ExportRule.OnceAnHour("quarantine") },
        new("POST", "/api/v1/quarantine/admit", Audience.People, [Roles.Administrator], null),

        // Excursions and readings
        new("PAGE", "/excursions", Audience.People, Everyone, null),
        new("PAGE", "/excursions/{Excursion:long}", Audience.People, Everyone, "excursion"),
        new("GET", "/api/v1/readings/{*unit}", Audience.People, Everyone, "unit") { Integrations = IntegrationRight.Read, Export = ExportRule.OnceAnHour("reading") },
        new("GET", "/api/v1/reduced-readings/{*unit}", Audience.People, Everyone, "unit") { Integrations = IntegrationRight.Read, Export = ExportRule.OnceAnHour("reading") },

        // Lots
        new("PAGE", "/lots", Audience.People, Everyone, null),
        new("PAGE", "/lots/{Lot:long}", Audience.People, Everyone, "Lot"),
        new("PAGE", "/stock", Audience.People, Everyone, null),
        new("PAGE", "/movements/import", Audience.People, Bookkeepers, null),
        new("GET", "/api/v1/facilities/{facility}/movements", Audience.People, Everyone, "facility") { Integrations = IntegrationRight.Read, Export = ExportRule.OnceAnHour("movement_entry") },
        new("POST", "/api/v1/facilities/{facility}/movements", Audience.People, Bookkeepers, "facility") { Integrations = IntegrationRight.PostMovements },

        // Alarms. A link in a message carries its own secret (AL-09).
        new("PAGE", "/a/{Token}", Audience.Anyone, [], null),
        new("POST", "/a/{token}/take", Audience.Anyone, [], null),
        new("POST", "/a/{token}/explain", Audience.Anyone, [], null),
        new("PAGE", "/alarms", Audience.People, Everyone, null),
        new("PAGE", "/alarms/{alarm:long}", Audience.People, Everyone, "alarm"),
        new("POST", "/alarms/{alarm:long}/take", Audience.People, Answering, "alarm"),
        new("POST", "/alarms/{alarm:long}/explain", Audience.People, Answering, "alarm"),
        new("PAGE", "/contacts", Audience.People, Everyone, null),
        new("POST", "/contacts/{contact:long}/test", Audience.People, [Roles.Administrator], "contact"),
        new("PAGE", "/inbox", Audience.People, Everyone, null),

        // The audit trail: never for those whose work it shows
        new("PAGE", "/audit", Audience.People, Overseeing, null),
        new("GET", "/api/v1/audit", Audience.People, Overseeing, null) { Export = ExportRule.ByEndpoint },

        // Overview
        new("PAGE", "/", Audience.People, Everyone, null),
        new("GET", "/events/overview", Audience.People, Everyone, null),

        // One storage unit
        new("PAGE", "/units/{*unit}", Audience.People, Everyone, "unit"),
        new("GET", "/api/v1/charts/{*unit}", Audience.People, Everyone, "unit"),

        // Facilities, equipment and their papers: everybody in scope reads, administrators register and change,
        // who handles the vaccine enters papers too
        new("PAGE", "/facilities", Audience.People, Everyone, null),
        new("PAGE", "/facilities/{facility}", Audience.People, Everyone, "facility"),
        new("PAGE", "/facilities/{facility}/change", Audience.People, [Roles.Administrator], "facility"),
        new("PAGE", "/facilities/{facility}/add", Audience.People, [Roles.Administrator], "facility"),
        new("PAGE", "/facilities/{facility}/add-unit", Audience.People, [Roles.Administrator], "facility"),
        new("PAGE", "/facilities/{facility}/add-sensor", Audience.People, [Roles.Administrator], "facility"),
        new("PAGE", "/equipment", Audience.People, Everyone, null),
        new("PAGE", "/equipment/{*unit}", Audience.People, Everyone, "unit"),
        new("PAGE", "/equipment/import", Audience.People, [Roles.Administrator], null),
        new("GET", "/api/v1/equipment-template/{kind}", Audience.People, [Roles.Administrator], null),
        new("PAGE", "/equipment-change/{*unit}", Audience.People, [Roles.Administrator], "unit"),
        new("PAGE", "/equipment-papers/{*unit}", Audience.People, Bookkeepers, "unit"),
        new("PAGE", "/sensors/{*sensor}", Audience.People, Everyone, "sensor"),
        new("PAGE", "/sensor-change/{*sensor}", Audience.People, [Roles.Administrator], "sensor"),
        new("PAGE", "/sensor-papers/{*sensor}", Audience.People, Bookkeepers, "sensor"),
        new("PAGE", "/papers/{paper:long}", Audience.People, Everyone, "paper"),
        new("PAGE", "/papers/{paper:long}/note", Audience.People, Bookkeepers, "paper"),
        new("GET", "/api/v1/papers/{paper:long}/file", Audience.People, Everyone, "paper") { Export = ExportRule.EachTime("dossier_entry") },
        new("PAGE", "/due", Audience.People, Everyone, null),

        // What another profile would have found (EX-36): for those who decide which one a unit must keep
        new("PAGE", "/what-if/{*unit}", Audience.People, Deciding, "unit"),

        // Files of loggers: staff take them over, everybody in scope may see the evidence
        new("PAGE", "/logger-files/{*unit}", Audience.People, [Roles.Staff], "unit"),
        new("GET", "/api/v1/logger-files/{loggerFile:long}", Audience.People, Everyone, "loggerFile") { Export = ExportRule.EachTime("logger_file_entry") },

        // Hand readings and the month of a unit; staff alone sign readings, inspectors alone sign a month (HR-07)
        new("PAGE", "/hand-readings", Audience.People, Everyone, null),
        new("PAGE", "/hand-readings/{*unit}", Audience.People, [Roles.Staff], "unit"),
        new("PAGE", "/months/{month}/{*unit}", Audience.People, Everyone, "unit"),
        new("GET", "/api/v1/months/{month}/{*unit}", Audience.People, Everyone, "unit") { Integrations = IntegrationRight.Read, Export = ExportRule.EachTime("month") },
        new("POST", "/month-reviews/{month}/{*unit}", Audience.People, [Roles.Inspector], "unit"),
    ];

    /// <summary>The rule of this route, or null: then nobody may.</summary>
    public static AccessRule? Find(string method, string pattern) =>
        Rules.FirstOrDefault(rule => rule.Pattern == pattern && rule.Covers(method));
}
