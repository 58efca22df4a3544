namespace CpdCourse.Web.Features.Accounts;

/// <summary>What passwords are most often made of: the usual passwords, walks over the keyboard, years, and words of this site. Lower case.</summary>
internal static class CommonPasswords
{
    public static IReadOnlyList<string> Pieces { get; } =
    [
        .. Usual.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        .. Enumerable.Range(1940, 111).Select(year => $"{year}"),
    ];

    private const string Usual = """
        password passwort passwords passw0rd passphrase pass word pwd mypassword contrasena motdepasse senha wachtwoord haslo parola salasana
        letmein welcome willkommen bienvenue hello hallo bonjour changeme change secret secrets default temp temporary guest admin administrator
        root login signin access test testing tester demo example sample user username account master superuser server computer internet
        qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv yxcvbnm qazwsx qazwsxedc wsxedc edcrfv
        qweasd qweasdzxc asdzxc qwe asd zxc 1qaz2wsx 1qaz 2wsx 3edc zaq12wsx zaq1 xsw2 qwer1234 1q2w3e4r5t 1q2w3e4r 1q2w3e q1w2e3r4t5 q1w2e3r4 q1w2e3
        poiuytrewq lkjhgfdsa mnbvcxz !@#$%^&*() !@#$%^&* !@#$%^ !@#$% !@#$ abc123 abcabc abcdef 123abc 123123 112233 121212 131313 123321 12344321
        1357924680 147258369 147852369 159753 159357 789456123 987654 456789 1029384756 102030 696969 666666 007007 314159 3141592653 271828
        iloveyou iloveu ilove loveyou lovely love loves forever always together baby babygirl babyboy princess prince queen king angel angels
        heaven jesus jesuschrist christ god godisgood blessed blessing faith hope grace family mother father mommy daddy sister brother friends
        friend sunshine sunflower summer winter spring autumn january february march april june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday flower flowers rainbow butterfly dolphin tiger tigger lion eagle eagles falcon
        dragon monkey monkeys panther shadow ninja samurai phoenix unicorn pokemon pikachu batman superman spiderman ironman starwars startrek
        matrix merlin gandalf hobbit harrypotter potter hogwarts naruto mickey minnie donald snoopy garfield scooby barbie hellokitty kitty
        football fussball soccer baseball basketball hockey tennis cricket rugby golf liverpool arsenal chelsea everton manchester united city
        tottenham barcelona realmadrid juventus bayern celtic rangers cowboys steelers yankees lakers ferrari porsche mercedes yamaha kawasaki
        corvette mustang harley freedom liberty justice america england scotland ireland london paris berlin canada australia india pakistan
        chocolate cookie cookies cheese pepper ginger coffee banana apple apples orange cherry strawberry pumpkin peanut butter honey sugar candy
        charlie michael jennifer jessica michelle ashley amanda daniel andrew joshua matthew robert william thomas george jordan nicole anthony
        samantha hannah maggie buster bailey jasmine tiffany taylor hunter cooper maxwell oliver sophie victoria elizabeth alexander benjamin
        christopher jonathan nicholas stephanie danielle rebecca patrick richard charles edward maria marie anna laura sarah emily emma lucky
        money dollar dollars million business company office manager work school college university student students teacher library librarian
        libraries librarians book books reader reading writer writing study course courses cpdcourse cpd cpd23 thing things 23things
        twentythree organiser organizer organisers participant reflection reflective reflect development professional learning learn blog
        blogger wordpress website facebook google yahoo gmail hotmail outlook microsoft windows apple samsung iphone android amazon netflix
        trustno1 trustno whatever nothing something anything everything nobody somebody killer hacker hacked fuckyou fuck asshole bitch sexy
        correcthorsebatterystaple correct horse battery staple opensesame abracadabra supercalifragilistic mynameis myname thisis letme donttell
        """;
}
