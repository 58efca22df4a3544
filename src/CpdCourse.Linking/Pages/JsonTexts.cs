using System.Text;
using System.Text.Json;

namespace CpdCourse.Linking.Pages;

/// <summary>The texts in a JSON document, names of properties left out.</summary>
internal static class JsonTexts
{
    /// <summary>None when it is no JSON, or nests deeper than the reader goes (64 levels).</summary>
    public static IReadOnlyList<string> In(string json)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String)
                {
                    texts.Add(reader.GetString() ?? "");
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character, which cannot be read.
            return [];
        }

        return texts;
    }
}
