using ColdChain.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace House.Tests.Sources;

/// <summary>One C# file of the repository, parsed once.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Root">Its syntax.</param>
public sealed record SourceFile(string Path, string Text, CompilationUnitSyntax Root)
{
    public int LineCount { get; } = Text.AsSpan().Count('\n');

    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Migrations are lists of statements by nature and are exempt from the limits on length.</summary>
    public bool IsMigration => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public static SourceFile Read(string path)
    {
        string text = File.ReadAllText(Repository.Path(path));
        return new SourceFile(path, text, CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot());
    }

    /// <summary>Types, enums and delegates, also nested ones.</summary>
    public IEnumerable<MemberDeclarationSyntax> Types() => Root.DescendantNodes()
        .OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>Those that stand in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes() =>
        Types().Where(type => type.Parent is not TypeDeclarationSyntax);

    /// <summary>The path with the line of a node, as an editor opens it.</summary>
    public string At(Microsoft.CodeAnalysis.SyntaxNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
    }
}
