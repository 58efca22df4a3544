namespace CpdCourse.Domain.Recognising;

/// <summary>Words beside a number that tell whether it can be that of a Thing.</summary>
internal static class TitleWords
{
    /// <summary>What is counted: "12 weeks", "3 reasons", "23 Things".</summary>
    public static IReadOnlySet<string> Counted { get; } =
        Set(
            """
            thing things second seconds minute minutes min mins hour hours hr hrs day days week weeks weekend weekends month months year years decade decades
            reason reasons tip tips way ways lesson lessons idea ideas step steps point points question questions answer answers word words time times
            people person librarian librarians library libraries colleague colleagues friend friends kid kids children woman women man men bird birds cat cats dog dogs
            tool tools site sites blog blogs post posts book books link links page pages photo photos picture pictures tweet tweets comment comments
            percent per am pm oclock k km miles pounds euros dollars degrees more less
            fave faves favourite favourites favorite favorites good bad great new old little big small quick simple easy useful interesting random other
            left down remaining late early ago later hundred thousand million
            """
        );

    public static IReadOnlySet<string> Months { get; } =
        Set(
            """
            january february march april may june july august september october november december
            jan feb mar apr jun jul aug sep sept oct nov dec
            """
        );

    /// <summary>"Things 2 do", "something 4 the weekend".</summary>
    public static IReadOnlySet<string> AfterTextSpeak { get; } =
        Set(
            """
            do be the u you your me my us our all a an say think ponder consider remember forget see try make read watch avoid love know tell ask come go get give learn
            share note keep mention worry everyone everybody free
            """
        );

    /// <summary>Words before a Thing of which the post is not, or not yet.</summary>
    public static IReadOnlySet<string> Doubting { get; } =
        Set(
            """
            not no never nearly almost before until till without skip skips skipped skipping miss missed missing than versus vs towards toward beyond ready waiting wait forward
            prepare preparing countdown halfway way road instead between except avoiding dreading abandoning hate hating anticipating
            """
        );

    /// <summary>Before "thing" alone these make a figure of speech: "one thing 5 years taught me".</summary>
    public static IReadOnlySet<string> Figurative { get; } =
        Set(
            """
            one a every any some only same best worst next last first big wild sure main good bad little funny strange real right wrong new old living poor
            """
        );

    /// <summary>Between two numbers of one list.</summary>
    public static IReadOnlySet<string> And { get; } = Set("and & + , / n plus");

    public static IReadOnlySet<string> To { get; } = Set("to through thru until till - – — ‑ −");

    public static IReadOnlySet<string> Dashes { get; } = Set("- – — ‑ −");

    public static IReadOnlySet<string> NumberSigns { get; } = Set("# № ° º _ ＃");

    public static IReadOnlySet<string> NumberNames { get; } =
        Set("no nr num number numero nummer n nº");

    private static HashSet<string> Set(string words) =>
        words
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
}
