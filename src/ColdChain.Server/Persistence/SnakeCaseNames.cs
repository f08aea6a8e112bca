using System.Text;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ColdChain.Server.Persistence;

/// <summary>Names tables and columns: <c>MeasuringPoint.PlacedAt</c> is <c>measuring_point.placed_at_ms</c>.</summary>
/// <remarks>A moment says its unit (<c>_ms</c>), a temperature too (<c>_milli_celsius</c>).</remarks>
internal static class SnakeCaseNames
{
    private static readonly Dictionary<string, string> IdentityTables = new(StringComparer.Ordinal)
    {
        ["AspNetUsers"] = "person",
        ["AspNetUserClaims"] = "person_claim",
        ["AspNetUserLogins"] = "person_login",
        ["AspNetUserTokens"] = "person_token",
    };

    public static void Apply(IMutableModel model)
    {
        foreach (IMutableEntityType entity in model.GetEntityTypes())
        {
            string table = entity.GetTableName()!;
            entity.SetTableName(IdentityTables.GetValueOrDefault(table) ?? Of(entity.GetRootType().ClrType.Name));
            foreach (IMutableProperty property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.Name) + UnitOf(property.ClrType));
            }

            foreach (IMutableIndex index in entity.GetIndexes())
            {
                index.SetDatabaseName(
                    $"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(part => Of(part.Name)))}");
            }
        }
    }

    private static string UnitOf(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(Instant) || plain == typeof(DateTimeOffset) ? "_ms" : plain == typeof(Temperature) ? "_milli_celsius" : string.Empty;
    }

    private static string Of(string pascal)
    {
        StringBuilder snake = new(pascal.Length + 8);
        for (int i = 0; i < pascal.Length; i++)
        {
            bool startsWord = char.IsUpper(pascal[i])
                && i > 0
                && (!char.IsUpper(pascal[i - 1]) || (i + 1 < pascal.Length && char.IsLower(pascal[i + 1])));
            if (startsWord)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(pascal[i]));
        }

        return snake.ToString();
    }
}
