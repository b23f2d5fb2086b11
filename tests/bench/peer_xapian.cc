// peer_xapian.cc - the same passages and questions in Xapian: "make FOLDER" and "ask FOLDER", as bench_query.c.
#include <xapian.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

static double microseconds()
{
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

static std::vector<std::string> split(const std::string &text)
{
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        while (!word.empty() && (word.back() == '.' || word.back() == '"'))
            word.pop_back();
        words.push_back(word[0] == '"' ? word.substr(1) : word);
    }
    return words;
}

static void make(const std::string &folder)
{
    std::ifstream lines(folder + "/passages.tsv");
    std::string review, themes, text;
    const double begin = microseconds();
    {
        Xapian::WritableDatabase db(folder + "/xapian", Xapian::DB_CREATE_OR_OVERWRITE);
        while (std::getline(lines, review, '\t') && std::getline(lines, themes, '\t') && std::getline(lines, text)) {
            Xapian::Document document;
            Xapian::termpos at = 0;
            for (const auto &word : split(text))
                document.add_posting(word, ++at);
            for (const auto &theme : split(themes))
                document.add_boolean_term("Xtheme_" + theme);
            document.add_value(0, review);
            document.set_data(text);
            db.add_document(document);
        }
        db.commit();
    }
    std::cout << "made\t" << (microseconds() - begin) / 1e6 << "\n";
    Xapian::Database(folder + "/xapian").compact(folder + "/xapian-compact");
}

static Xapian::Query query_of(const std::string &question)
{
    const auto words = split(question);
    if (question[0] == '"')
        return Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(), 2);
    if (words.size() == 2 && words[1].compare(0, 6, "theme:") == 0)
        return Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(words[0]), Xapian::Query("X" + words[1].substr(6)));
    return Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end());
}

struct ThemeSpy : Xapian::MatchSpy {
    std::map<std::string, unsigned> counts;
    void operator()(const Xapian::Document &document, double) override
    {
        auto term = document.termlist_begin();
        for (term.skip_to("Xtheme_"); term != document.termlist_end() && (*term)[0] == 'X'; ++term)
            counts[*term]++;
    }
};

static unsigned long ask_one(const Xapian::Database &db, const std::string &name, const std::string &question)
{
    Xapian::Enquire enquire(db);
    enquire.set_query(query_of(question));
    if (name == "facets") {
        ThemeSpy spy;
        unsigned long sum = 0;
        enquire.add_matchspy(&spy);
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.get_mset(0, 0, db.get_doccount());
        for (const auto &count : spy.counts)
            sum += count.second;
        return sum;
    }
    if (name[0] == 't') {
        const auto best = enquire.get_mset(0, 10);
        for (auto hit = best.begin(); hit != best.end(); ++hit)
            hit.get_document().get_data();
        return best.get_matches_estimated();
    }
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, db.get_doccount()).get_matches_estimated();
}

static void ask(const std::string &folder)
{
    const Xapian::Database db(folder + "/xapian-compact");
    std::ifstream lines(folder + "/questions.tsv");
    std::string name, question;
    while (std::getline(lines, name, '\t') && std::getline(lines, question)) {
        std::vector<double> times;
        unsigned long hits = 0;
        for (int run = 0; run < 5; run++) {
            const double begin = microseconds();
            hits = ask_one(db, name, question);
            times.push_back(microseconds() - begin);
        }
        std::sort(times.begin(), times.end());
        std::cout << name << "\t" << question << "\t" << hits << "\t" << times[2] << "\n";
    }
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    if (std::string(argv[1]) == "make")
        make(argv[2]);
    else
        ask(argv[2]);
}
