using House.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Tests;

/// <summary>One type a file, closed to inheritance unless made for it, and values that cannot change.</summary>
public sealed class TypeTests
{
    [Fact]
    public void A_file_holds_one_top_level_type() => Law.IsKept(
        from source in Tree.Sources
        let names = source.TopLevelTypes().Select(Name).Distinct(StringComparer.Ordinal).ToArray()
        where names.Length > 1
        select $"{source.Path} holds {string.Join(", ", names)}",
        "One top-level type a file. Move the others into files of their own names (or nest what is private).");

    [Fact]
    public void A_file_is_named_for_its_type() => Law.IsKept(
        from source in Tree.Sources
        from type in source.TopLevelTypes()
        let fileName = source.FileName.Split('.')[0]
        where fileName != Name(type) && fileName != "Program"
        select $"{source.Path} holds {Name(type)}",
        "The name of the file is the name of the type (Name.cs, or Name.Aspect.cs for a part of it).");

    [Fact]
    public void Every_class_is_sealed_or_static_or_abstract()
    {
        var parts = Tree.Sources
            .SelectMany(source => source.Types().OfType<TypeDeclarationSyntax>().Select(type => (source, type)))
            .Where(part => part.type is ClassDeclarationSyntax || IsRecordClass(part.type))
            .GroupBy(part => FullName(part.source, part.type), StringComparer.Ordinal);
        Law.IsKept(
            from declared in parts
            where !declared.Any(part => Has(part.type, "sealed") || Has(part.type, "static")
                || Has(part.type, "abstract") || HoldsBenchmarks(part.type))
            let first = declared.First()
            select $"{first.source.At(first.type)} {Name(first.type)}",
            "A class is sealed, static or abstract. Seal it; inheritance is designed for or not there.");
    }

    [Fact]
    public void Every_struct_is_readonly() => Law.IsKept(
        from source in Tree.Sources
        from type in source.Types().OfType<TypeDeclarationSyntax>()
        where type is StructDeclarationSyntax
            || (type is RecordDeclarationSyntax && !IsRecordClass(type))
        where !Has(type, "readonly")
        select $"{source.At(type)} {Name(type)}",
        "A struct is a value and values do not change: declare it readonly.");

    private static string Name(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Kind().ToString(), "not a type"),
    };

    /// <summary>Tells parts of one class from classes of one name: by folder and by the types around it.</summary>
    private static string FullName(SourceFile source, TypeDeclarationSyntax type)
    {
        IEnumerable<string> around = type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse()
            .Select(outer => outer.Identifier.Text + "`" + (outer.TypeParameterList?.Parameters.Count ?? 0));
        return Path.GetDirectoryName(source.Path) + "/" + string.Join('.', around);
    }

    /// <summary>The benchmark runner derives a class from these at run time and refuses sealed ones.</summary>
    private static bool HoldsBenchmarks(TypeDeclarationSyntax type) => type.Members.OfType<MethodDeclarationSyntax>()
        .SelectMany(method => method.AttributeLists).SelectMany(list => list.Attributes)
        .Any(attribute => attribute.Name.ToString() == "Benchmark");

    private static bool IsRecordClass(TypeDeclarationSyntax type) =>
        type is RecordDeclarationSyntax record && record.ClassOrStructKeyword.Text != "struct";

    private static bool Has(TypeDeclarationSyntax type, string modifier) =>
        type.Modifiers.Any(found => found.Text == modifier);
}
