using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.SettingUp;

/// <summary>Applies a <see cref="SetUpFile"/>: adds what is missing, renames what is there, removes nothing. May be run again.</summary>
public sealed class SetUp
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly RecordsDbContext _records;
    private readonly UserManager<Person> _people;
    private readonly List<string> _mistakes = [];
    private readonly Instant _now;

    private SetUp(IServiceProvider scope)
    {
        _records = scope.GetRequiredService<RecordsDbContext>();
        _people = scope.GetRequiredService<UserManager<Person>>();
        _now = scope.GetRequiredService<TimeProvider>().GetCurrentInstant();
        scope.GetRequiredService<CurrentActor>().Name = "set-up";
    }

    public static async Task<SetUpOutcome> FromFileAsync(
        IServiceProvider services, string path, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        SetUpFile file;
        try
        {
            await using FileStream stream = File.OpenRead(path);
            file = await JsonSerializer.DeserializeAsync<SetUpFile>(stream, Json, cancellationToken)
                ?? throw new JsonException("the file holds null");
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            return new SetUpOutcome([$"--file {path}: {fault.Message}"], "Nothing was changed.");
        }

        return await new SetUp(scope.ServiceProvider).ApplyAsync(file, cancellationToken);
    }

    private async Task<SetUpOutcome> ApplyAsync(SetUpFile file, CancellationToken cancellationToken)
    {
        await using var transaction = await _records.Database.BeginTransactionAsync(cancellationToken);
        await AddFacilitiesAsync(file, cancellationToken);
        await AddUnitsAsync(file, cancellationToken);
        await AddSensorsAsync(file, cancellationToken);
        await AddAgentsAsync(file, cancellationToken);
        await ContactSetUp.AddAsync(_records, file.Contacts, _mistakes, cancellationToken);
        if (_mistakes.Count == 0)
        {
            await _records.SaveChangesAsync(cancellationToken);
            await AddPeopleAsync(file);
        }

        if (_mistakes.Count > 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            return new SetUpOutcome(_mistakes, "Nothing was changed.");
        }

        await transaction.CommitAsync(cancellationToken);
        return new SetUpOutcome(
            [],
            $"Set up: {file.Facilities.Count} facilities, {file.Units.Count} units, {file.Sensors.Count} sensors, "
            + $"{file.Agents.Count} agents, {file.People.Count} people, {file.Contacts.Count} contacts.");
    }

    private async Task AddFacilitiesAsync(SetUpFile file, CancellationToken cancellationToken)
    {
        foreach (SetUpFile.FacilityLine line in file.Facilities)
        {
            if (Id<FacilityId>(line.Id, "facilities") is not { } id)
            {
                continue;
            }

            Facility? parent = await ParentAsync(line, cancellationToken);
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(line.TimeZone, out _))
            {
                _mistakes.Add($"facilities: '{line.Id}' has the time zone '{line.TimeZone}', which is no IANA zone such as Asia/Shanghai.");
            }

            string path = (parent?.Path ?? "/") + id + "/";
            Facility? known = await _records.Facilities.FindAsync([id], cancellationToken);
            if (known is null)
            {
                known = new Facility
                {
                    Id = id,
                    ParentId = parent?.Id,
                    Path = path,
                    Kind = line.Kind,
                    NameZh = line.NameZh,
                    NameEn = line.NameEn,
                    TimeZone = line.TimeZone,
                };
                _records.Add(known);
            }
            else if (known.Path != path)
            {
                _mistakes.Add($"facilities: '{line.Id}' stands elsewhere in the tree ({known.Path}); moving it is not for this file.");
            }

            (known.Kind, known.NameZh, known.NameEn, known.TimeZone) = (line.Kind, line.NameZh, line.NameEn, line.TimeZone);
        }
    }

    private async Task<Facility?> ParentAsync(SetUpFile.FacilityLine line, CancellationToken cancellationToken)
    {
        if (line.Parent is null)
        {
            return null;
        }

        Facility? parent = Id<FacilityId>(line.Parent, "facilities") is { } id
            ? await _records.Facilities.FindAsync([id], cancellationToken)
            : null;
        if (parent is null)
        {
            _mistakes.Add($"facilities: '{line.Id}' has the parent '{line.Parent}', which does not stand before it.");
        }

        return parent;
    }

    private async Task AddUnitsAsync(SetUpFile file, CancellationToken cancellationToken)
    {
        foreach (SetUpFile.StorageUnitLine line in file.Units)
        {
            if (Id<StorageUnitId>(line.Id, "units") is not { } id)
            {
                continue;
            }

            FacilityId? facility = await FacilityOfAsync(line.Id, "units", cancellationToken);
            if (StandardProfiles.Find(line.Profile) is null)
            {
                _mistakes.Add($"units: '{line.Id}' has the profile '{line.Profile}'; known are {string.Join(", ", StandardProfiles.All.Select(profile => profile.Id))}.");
            }

            StorageUnit? known = await _records.StorageUnits.FindAsync([id], cancellationToken);
            if (known is null && facility is not null)
            {
                known = new StorageUnit
                {
                    Id = id,
                    FacilityId = facility.Value,
                    Kind = line.Kind,
                    NameZh = line.NameZh,
                    NameEn = line.NameEn,
                    ProfileId = line.Profile,
                };
                _records.Add(known);
            }

            if (known is not null)
            {
                await ProfileChange.ApplyAsync(_records, known, line.Profile, _now, cancellationToken);
                (known.Kind, known.NameZh, known.NameEn) = (line.Kind, line.NameZh, line.NameEn);
            }
        }
    }

    private async Task AddSensorsAsync(SetUpFile file, CancellationToken cancellationToken)
    {
        foreach (SetUpFile.SensorLine line in file.Sensors)
        {
            if (Id<SensorId>(line.Id, "sensors") is not { } id || Id<StorageUnitId>(line.Unit, "sensors") is not { } unitId)
            {
                continue;
            }

            StorageUnit? unit = await _records.StorageUnits.FindAsync([unitId], cancellationToken);
            if (unit is null)
            {
                _mistakes.Add($"sensors: '{line.Id}' sits in '{line.Unit}', which is no unit of this file or the records.");
                continue;
            }

            Sensor? known = await _records.Sensors.FindAsync([id], cancellationToken);
            if (known is null)
            {
                known = new Sensor { Id = id, FacilityId = unit.FacilityId };
                _records.Add(known);
                _records.Add(new MeasuringPoint
                {
                    SensorId = id,
                    StorageUnitId = unitId,
                    PlacedAt = Instant.FromDateTimeOffset(line.PlacedAt),
                    Position = line.Position,
                });
            }

            (known.SerialNumber, known.Model, known.AccuracyMilliKelvin) = (line.SerialNumber, line.Model, line.AccuracyMilliKelvin);
        }
    }

    private async Task AddAgentsAsync(SetUpFile file, CancellationToken cancellationToken)
    {
        foreach (SetUpFile.AgentLine line in file.Agents)
        {
            if (Id<AgentId>(line.Id, "agents") is not { } id || await FacilityOfAsync(line.Facility, "agents", cancellationToken) is not { } facility)
            {
                continue;
            }

            if (line.Key.Length < 20)
            {
                _mistakes.Add($"agents: the key of '{line.Id}' has {line.Key.Length} characters; 20 are the fewest that cannot be guessed.");
            }

            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line.Key)));
            AgentRegistration? known = await _records.Agents.FindAsync([id], cancellationToken);
            if (known is null)
            {
                _records.Add(new AgentRegistration { Id = id, FacilityId = facility, KeySha256 = hash });
            }
            else
            {
                known.FacilityId = facility;
                // A key that was changed on the page of keys since is not undone by running the same file again.
                if (known.KeyMadeAt is null && known.RevokedAt is null)
                {
                    known.KeySha256 = hash;
                }
            }
        }
    }

    private async Task AddPeopleAsync(SetUpFile file)
    {
        foreach (SetUpFile.PersonLine line in file.People)
        {
            if (await FacilityOfAsync(line.Facility, "people", CancellationToken.None) is not { } facility)
            {
                continue;
            }

            if (!Roles.All.Contains(line.Role))
            {
                _mistakes.Add($"people: '{line.UserName}' has the role '{line.Role}'; roles are {string.Join(", ", Roles.All)}.");
            }
            else if (await _people.FindByNameAsync(line.UserName) is null)
            {
                Person person = new()
                {
                    UserName = line.UserName,
                    FullName = line.FullName,
                    Role = line.Role,
                    FacilityId = facility,
                    PhoneNumber = line.Phone,
                    Language = line.Language,
                };
                IdentityResult created = await _people.CreateAsync(person, line.Password);
                _mistakes.AddRange(created.Errors.Select(error => $"people: '{line.UserName}': {error.Description}"));
            }
        }
    }

    /// <summary>The facility that is the first segment of an id; a mistake when there is none.</summary>
    private async Task<FacilityId?> FacilityOfAsync(string id, string section, CancellationToken cancellationToken)
    {
        string first = id.Split('/')[0];
        if (Id<FacilityId>(first, section) is { } facility
            && await _records.Facilities.FindAsync([facility], cancellationToken) is not null)
        {
            return facility;
        }

        _mistakes.Add($"{section}: '{id}' names the facility '{first}', which is neither in this file nor in the records.");
        return null;
    }

    private TId? Id<TId>(string text, string section)
        where TId : struct, ISpanParsable<TId>
    {
        if (TId.TryParse(text, CultureInfo.InvariantCulture, out TId id))
        {
            if (!ReservedNames.Holds(text))
            {
                return id;
            }

            _mistakes.Add($"{section}: '{text}' begins with '_', which is reserved for what stands beside sensors in a daily root; choose another name.");
            return null;
        }

        _mistakes.Add($"{section}: '{text}' is not an id: lower-case letters, digits, '-', '_', '.', segments joined by '/'.");
        return null;
    }
}
