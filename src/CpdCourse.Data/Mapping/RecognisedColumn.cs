using System.Globalization;
using System.Text.Json;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CpdCourse.Data.Mapping;

/// <summary>The Things that were recognised in a page, kept as a list of words: <c>["12 Link","3 Tag"]</c>.</summary>
internal sealed class RecognisedColumn()
    : ValueConverter<IReadOnlyList<RecognisedThing>, string>(
        things => Written(things),
        json => Read(json)
    )
{
    private static string Written(IEnumerable<RecognisedThing> things) =>
        JsonSerializer.Serialize(
            things.Select(t => $"{t.Number} {t.Ground}"),
            JsonSerializerOptions.Default
        );

    private static RecognisedThing[] Read(string json) =>
        Array.ConvertAll(JsonSerializer.Deserialize<string[]>(json) ?? [], Word);

    private static RecognisedThing Word(string word) =>
        new(
            int.Parse(word.AsSpan(0, word.IndexOf(' ')), CultureInfo.InvariantCulture),
            Enum.Parse<Recognition>(word.AsSpan(word.IndexOf(' ') + 1))
        );
}

internal sealed class SameRecognised()
    : ValueComparer<IReadOnlyList<RecognisedThing>>(
        (a, b) => a == b || (a != null && b != null && a.SequenceEqual(b)),
        things => things.Count,
        things => things
    );
