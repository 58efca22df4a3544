using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CpdCourse.Web.Features.Setup;

/// <summary>Reads the content files that travel with the program: Markdown with YAML front matter.</summary>
internal static class SeedFiles
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build();

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "seeds");

    public static IEnumerable<string> In(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Folder, folder), pattern)
            .Order(StringComparer.Ordinal);

    public static async Task<(T Front, string Body)> Read<T>(string file, CancellationToken stop)
    {
        var text = (await File.ReadAllTextAsync(file, stop)).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---\n", StringComparison.Ordinal);
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || end < 0)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(file)} does not begin with front matter."
            );
        }

        try
        {
            return (Yaml.Deserialize<T>(text[4..end]), text[(end + 5)..].Trim('\n') + "\n");
        }
        catch (YamlDotNet.Core.YamlException problem)
        {
            throw new InvalidDataException(
                $"The front matter of {Path.GetFileName(file)} cannot be read: {problem.Message}",
                problem
            );
        }
    }

    public static async Task<T> ReadYaml<T>(string file, CancellationToken stop) =>
        Yaml.Deserialize<T>(await File.ReadAllTextAsync(Path.Combine(Folder, file), stop));
}
