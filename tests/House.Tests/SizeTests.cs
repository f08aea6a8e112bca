using House.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Tests;

/// <summary>A file reads without scrolling back more than once, a method fits a screen.</summary>
public sealed class SizeTests
{
    private const int MostFileLines = 500;
    private const int MostMethodLines = 60;
    private const int MostMethodStatements = 30;
    private const int MostParameters = 5;

    [Fact]
    public void No_source_file_is_longer_than_five_hundred_lines() => Law.IsKept(
        Tree.FilesWithEnding(".cs", ".razor", ".sh")
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(path => (path, lines: File.ReadLines(ColdChain.Testing.Repository.Path(path)).Count()))
            .Where(file => file.lines > MostFileLines)
            .Select(file => $"{file.path} has {file.lines} lines"),
        $"A file has at most {MostFileLines} lines. Give the second idea in it a type and a file of its own.");

    [Fact]
    public void No_method_is_longer_than_sixty_lines() => Law.IsKept(
        from source in Tree.Sources
        where !source.IsMigration
        from method in Bodies(source)
        let span = method.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MostMethodLines
        select $"{source.At(method)} has {lines} lines",
        $"A method has at most {MostMethodLines} lines. Name its steps and make them methods.");

    [Fact]
    public void No_method_has_more_than_thirty_statements() => Law.IsKept(
        from source in Tree.Sources
        where !source.IsMigration
        from method in Bodies(source)
        let statements = method.DescendantNodes().OfType<StatementSyntax>().Count(node => node is not BlockSyntax)
        where statements > MostMethodStatements
        select $"{source.At(method)} has {statements} statements",
        $"A method has at most {MostMethodStatements} statements. Name its steps and make them methods.");

    [Fact]
    public void No_method_takes_more_than_five_parameters() => Law.IsKept(
        from source in Tree.Sources
        from list in source.Root.DescendantNodes().OfType<ParameterListSyntax>()
        where list.Parent is MethodDeclarationSyntax or ConstructorDeclarationSyntax or LocalFunctionStatementSyntax
            or ClassDeclarationSyntax
        where !IsForeign(list.Parent!)
        where list.Parameters.Count > MostParameters
        select $"{source.At(list)} takes {list.Parameters.Count}",
        $"A method or a class takes at most {MostParameters} parameters. Group what belongs together in a record, or "
        + "split the class: it does more than one thing.");

    private static IEnumerable<SyntaxNode> Bodies(SourceFile source) => source.Root.DescendantNodes().Where(node =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax);

    /// <summary>The signature of an override or of a C function is not ours to choose.</summary>
    private static bool IsForeign(SyntaxNode method) => method is MethodDeclarationSyntax declared
        && (declared.Modifiers.Any(modifier => modifier.Text is "override" or "extern")
            || declared.AttributeLists.SelectMany(list => list.Attributes)
                .Any(attribute => attribute.Name.ToString() is "LibraryImport"));
}
