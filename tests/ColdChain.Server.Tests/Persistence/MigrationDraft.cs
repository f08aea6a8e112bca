using System.Globalization;
using System.Text;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>Writes the calls that would make tables as the model wants them: the draft of a migration by hand.</summary>
internal static class MigrationDraft
{
    public static string Of(RecordsDbContext records, Func<string, bool> wanted)
    {
        IModel model = records.GetService<IDesignTimeModel>().Model;
        StringBuilder draft = new();
        foreach (MigrationOperation operation in records.GetService<IMigrationsModelDiffer>()
            .GetDifferences(null, model.GetRelationalModel()))
        {
            if (operation is CreateTableOperation table && wanted(table.Name))
            {
                Append(draft, table);
            }
            else if (operation is CreateIndexOperation index && wanted(index.Table))
            {
                draft.Append(
                    CultureInfo.InvariantCulture,
                    $"        migrationBuilder.CreateIndex(\"{index.Name}\", \"{index.Table}\", [{Names(index.Columns)}]");
                draft.Append(index.IsUnique ? ", unique: true);\n" : ");\n");
            }
        }

        return draft.ToString();
    }

    private static void Append(StringBuilder draft, CreateTableOperation table)
    {
        draft.Append(CultureInfo.InvariantCulture, $"        migrationBuilder.CreateTable(\n            \"{table.Name}\",\n            table => new\n            {{\n");
        foreach (AddColumnOperation column in table.Columns)
        {
            string counts = column.FindAnnotation("Sqlite:Autoincrement") is null
                ? string.Empty
                : ".Annotation(\"Sqlite:Autoincrement\", true)";
            draft.Append(
                CultureInfo.InvariantCulture,
                $"                {column.Name} = table.Column<{Keyword(column.ClrType)}>(nullable: {(column.IsNullable ? "true" : "false")}){counts},\n");
        }

        draft.Append(
            CultureInfo.InvariantCulture,
            $"            }},\n            constraints: table =>\n            {{\n                table.PrimaryKey(\"{table.PrimaryKey!.Name}\", row => {Row(table.PrimaryKey.Columns)});\n");
        foreach (AddForeignKeyOperation key in table.ForeignKeys)
        {
            draft.Append(
                CultureInfo.InvariantCulture,
                $"                table.ForeignKey(\"{key.Name}\", row => {Row(key.Columns)}, \"{key.PrincipalTable}\", \"{key.PrincipalColumns![0]}\", onDelete: ReferentialAction.{key.OnDelete});\n");
        }

        draft.Append("            });\n");
    }

    private static string Row(string[] columns) =>
        columns.Length == 1 ? $"row.{columns[0]}" : $"new {{ {string.Join(", ", columns.Select(column => $"row.{column}"))} }}";

    private static string Names(string[] columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));

    private static string Keyword(Type type) => type == typeof(long) ? "long"
        : type == typeof(int) ? "int"
        : type == typeof(bool) ? "bool"
        : type == typeof(byte[]) ? "byte[]"
        : "string";
}
